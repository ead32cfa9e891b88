-- Follow-ups (督办): what was promised, by whom, until when. A part of a whole names it; `ref` is what people call it.
CREATE TABLE followups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    whole INTEGER REFERENCES followups (id),
    matter TEXT NOT NULL,
    lead TEXT NOT NULL,
    co TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    due TEXT NOT NULL,
    due_text TEXT NOT NULL,
    recurring TEXT NOT NULL,
    target_name TEXT NOT NULL,
    target_value REAL,
    target_unit TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'returned')),
    source_id INTEGER,
    source_paragraph INTEGER NOT NULL,
    source_text TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX followups_by_whole ON followups (whole);

-- What happened to a follow-up, in order; nothing is ever taken away.
CREATE TABLE followup_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    followup INTEGER NOT NULL REFERENCES followups (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'extend', 'close', 'return', 'remind')),
    day TEXT NOT NULL,
    words TEXT NOT NULL,
    value REAL,
    percent REAL,
    evidence INTEGER,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX followup_events_by_followup ON followup_events (followup, id);
