-- What integrity_check cannot see: a changed byte in a text. `checksum` covers text, body, breaks and metadata.
ALTER TABLE texts ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
UPDATE texts SET checksum = text_checksum(text, body, breaks, (SELECT metadata FROM records WHERE id = record_id));

-- Parts of kept files that were removed for good: they stay away when the archive is made anew from its originals.
CREATE TABLE purged (
    file_sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (file_sha256, part)
) STRICT, WITHOUT ROWID;

-- The columns in the order of the key: SQLite 3.40's quick_check reads them wrongly otherwise ("NULL value in …").
CREATE TABLE ordered_tags (
    tag TEXT NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ordered_tags (tag, record_id) SELECT tag, record_id FROM tags;
DROP TABLE tags;
ALTER TABLE ordered_tags RENAME TO tags;
CREATE INDEX tags_by_record ON tags (record_id);
