-- 收文登记 and 发文登记: one row a paper that came in or went out. What happened to a paper on its way round is never taken
-- away: a reader who gives it back gets a day of return.
CREATE TABLE incoming (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL,
    received_on TEXT NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    document_number TEXT NOT NULL,
    issue_date TEXT NOT NULL,
    kind TEXT NOT NULL,
    secrecy TEXT NOT NULL,
    urgency TEXT NOT NULL,
    copy_number TEXT NOT NULL,
    attachments TEXT NOT NULL,
    copies TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    lead TEXT NOT NULL,
    due TEXT NOT NULL,
    proposal TEXT NOT NULL,
    instruction TEXT NOT NULL,
    result TEXT NOT NULL,
    reply_number TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX incoming_by_record ON incoming (record_id);
CREATE INDEX incoming_by_number ON incoming (document_number);

CREATE TABLE circulation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    serial INTEGER NOT NULL REFERENCES incoming (serial),
    reader TEXT NOT NULL,
    since TEXT NOT NULL,
    returned_on TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX circulation_by_serial ON circulation (serial, id);

CREATE TABLE outgoing (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER,
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    secrecy TEXT NOT NULL,
    urgency TEXT NOT NULL,
    copies TEXT NOT NULL,
    attachments TEXT NOT NULL,
    recipients TEXT NOT NULL,
    copies_to TEXT NOT NULL,
    signer TEXT NOT NULL,
    drafted_by TEXT NOT NULL,
    received_by TEXT NOT NULL,
    steps TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
