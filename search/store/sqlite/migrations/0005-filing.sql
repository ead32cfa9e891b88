-- 件 of the yearly filing (归档, DA/T 22—2015): each has its 档号; a paper belongs to one 件 at most.
CREATE TABLE filed_items (
    code TEXT PRIMARY KEY,
    fonds TEXT NOT NULL,
    category TEXT NOT NULL,
    year INTEGER NOT NULL,
    term TEXT NOT NULL CHECK (term IN ('Y', 'D30', 'D10')),
    org TEXT NOT NULL,
    item_no INTEGER NOT NULL CHECK (item_no > 0),
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    responsible TEXT NOT NULL,
    date8 TEXT NOT NULL,
    secrecy TEXT NOT NULL,
    pages INTEGER NOT NULL,
    rule TEXT NOT NULL,
    note TEXT NOT NULL,
    handed_over_at TEXT NOT NULL DEFAULT '',
    opened_why TEXT NOT NULL DEFAULT '',
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (fonds, category, year, term, org, item_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE filed_papers (
    record_id INTEGER PRIMARY KEY,
    code TEXT NOT NULL REFERENCES filed_items (code),
    place INTEGER NOT NULL
) STRICT;
CREATE INDEX filed_papers_by_code ON filed_papers (code, place);
