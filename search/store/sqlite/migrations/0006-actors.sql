-- Who did it; '' in the entries from before. An entry's hash covers the actor where there is one.
ALTER TABLE audit ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN actor TEXT NOT NULL DEFAULT '';

-- The undo history: what each step changed, row by row, as JSON of the row before ('' for a row that came) and after
-- ('' for one that went). `undoes` is the step that this one took back, 0 for none; `record` the record that a row
-- belongs to, 0 for none: what was removed for good leaves nothing here.
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    label TEXT NOT NULL,
    undoes INTEGER NOT NULL DEFAULT 0,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE step_rows (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    record INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX step_rows_by_step ON step_rows (step);
CREATE INDEX step_rows_by_record ON step_rows (record);

-- What tells this archive from every other one, also in its backups.
INSERT INTO settings VALUES ('archive_id', lower(hex(randomblob(16))));
