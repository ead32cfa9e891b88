-- One row a document. `sha256` is that of the document's own bytes (`export` gives them back); `file_sha256` that of the
-- stored file which holds them, `part` its number within that file where the file holds several.
CREATE TABLE records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    issuer TEXT NOT NULL,
    document_number TEXT NOT NULL,
    issue_date TEXT NOT NULL,
    secrecy TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    original_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    added_at TEXT NOT NULL,
    deleted_at TEXT NOT NULL DEFAULT '',
    metadata TEXT NOT NULL,
    corrections TEXT NOT NULL DEFAULT '{}',
    revision INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX records_by_bytes ON records (sha256, part);
CREATE INDEX records_by_file ON records (file_sha256);
CREATE INDEX records_by_revision ON records (revision);

-- `head` (title and number) and `body` are normalised, in UTF-16-LE, which is the quickest to read back; `breaks` leads
-- from `body` to `text` (search/normal.py).
CREATE TABLE texts (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    head BLOB NOT NULL,
    body BLOB NOT NULL,
    breaks BLOB NOT NULL
) STRICT;

CREATE TABLE relations (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    target INTEGER REFERENCES records (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    document_number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX relations_by_source ON relations (source);
CREATE INDEX relations_by_target ON relations (target);
CREATE INDEX relations_by_title ON relations (title_key);

-- What a record can be cited by (search/store/links.py).
CREATE TABLE keys (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    title_key TEXT NOT NULL,
    number_key TEXT NOT NULL
) STRICT;
CREATE INDEX keys_by_title ON keys (title_key);
CREATE INDEX keys_by_number ON keys (number_key);

CREATE TABLE tags (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (tag, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_record ON tags (record_id);

CREATE TABLE notes (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE collections (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE collection_records (
    collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (collection_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE watched_folders (
    path TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_record ON history (record_id);

-- Append-only; each row's hash covers the row before it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- `revision` grows with every change of a record, `purges` with every record that is gone for good.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('revision', 0), ('purges', 0);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
