-- The numbers that the office has given (office/registers): every n from 1 to the highest of a series has exactly one row,
-- whoever is at work at the same time. `origin`: given (by us), paper (found in the archive when the series was begun), gap
-- (not found there, so not to be given without a look).
CREATE TABLE numbers (
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    state TEXT NOT NULL CHECK (state IN ('reserved', 'taken', 'issued', 'void')),
    origin TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    title TEXT NOT NULL,
    record_id INTEGER,
    PRIMARY KEY (code, year, n)
) STRICT, WITHOUT ROWID;
