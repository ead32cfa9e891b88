BEGIN TRANSACTION;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
, actor TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "audit" VALUES(1,'2026-11-23T20:05:53+00:00','导入','1','09be60364c373a35c32d5fe989cc3e74d6adbb51a45630def2d559c8b96c09dd','5dbea83084059ea7196d7bca506284e609e51dcb9abb72a2ff4d204ee674cdff','');
INSERT INTO "audit" VALUES(2,'2026-11-23T20:05:53+00:00','导入','2','c30059cbdf5eb831248d7069c76204421d9eb43c9471d634f104dc942d318596','f13d7af3244834d4097d204187ba7399b431c3d62ba5a743f7a7b69b8abdf499','');
INSERT INTO "audit" VALUES(3,'2026-11-23T20:05:53+00:00','整理','1','重要','3a5d28b400cc1b7fb4d40f5cbf2a879ab6b501b4261089d7f498df4aa81e8341','');
INSERT INTO "audit" VALUES(4,'2026-11-23T20:05:53+00:00','整理','2','已办','5a41f7e792707dd723841a95e9c1f8cb97c914592c98715ce5ff0b1edf218d67','');
INSERT INTO "audit" VALUES(5,'2026-11-23T20:05:53+00:00','修改','1','issuer','cc95434172c0bf0631be9b136ee8dda583bcb30423446e01e809411709a863e0','');
CREATE TABLE circulation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    serial INTEGER NOT NULL REFERENCES incoming (serial),
    reader TEXT NOT NULL,
    since TEXT NOT NULL,
    returned_on TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE collection_records (
    collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (collection_id, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "collection_records" VALUES(1,1);
CREATE TABLE collections (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "collections" VALUES(1,'水');
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "counters" VALUES('purges',0);
INSERT INTO "counters" VALUES('revision',3);
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
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
, actor TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "history" VALUES(1,1,'2026-11-23T20:05:53+00:00','issuer','青澜新区管理委员会','青澜新区水务局','');
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
CREATE TABLE keys (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    title_key TEXT NOT NULL,
    number_key TEXT NOT NULL
) STRICT;
INSERT INTO "keys" VALUES(1,'关于加强饮用水水源保护的意见','青管|2014|15');
INSERT INTO "keys" VALUES(2,'青澜新区环境保护办法','青管|2012|3');
CREATE TABLE notes (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    note TEXT NOT NULL
) STRICT;
INSERT INTO "notes" VALUES(2,'已办');
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
CREATE TABLE purged (
    file_sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (file_sha256, part)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "records" VALUES(1,'青澜新区管理委员会关于加强饮用水水源保护的意见','意见','青澜新区水务局','青管〔2014〕15号','2014-05-31','','09be60364c373a35c32d5fe989cc3e74d6adbb51a45630def2d559c8b96c09dd','09be60364c373a35c32d5fe989cc3e74d6adbb51a45630def2d559c8b96c09dd',0,'青澜新区管理委员会关于加强饮用水水源保护的意见.txt','text/plain','2026-11-23T20:05:53+00:00','','{"title": "青澜新区管理委员会关于加强饮用水水源保护的意见", "kind": "意见", "issuer": "青澜新区管理委员会", "issuers": ["青澜新区管理委员会"], "document_number": "青管〔2014〕15号", "issue_date": "2014-05-31", "recipients": "各乡镇人民政府", "copies_to": "", "secrecy": "", "signers": [], "attachments": [], "citations": [{"title": "青澜新区环境保护办法", "document_number": "青管〔2012〕3号", "start": 47, "end": 71}], "lead_title": "", "subtitle": "", "reporter": "", "stated_date": "", "places": {"title": [0, 23], "document_number": [24, 35], "issue_date": [90, 100], "issuer": [0, 9], "recipients": [36, 43]}}','{"issuer": "青澜新区水务局"}',3);
INSERT INTO "records" VALUES(2,'青澜新区环境保护办法','办法','青澜新区管理委员会','青管〔2012〕3号','2012-03-08','','c30059cbdf5eb831248d7069c76204421d9eb43c9471d634f104dc942d318596','c30059cbdf5eb831248d7069c76204421d9eb43c9471d634f104dc942d318596',0,'青澜新区环境保护办法.txt','text/plain','2026-11-23T20:05:53+00:00','','{"title": "青澜新区环境保护办法", "kind": "办法", "issuer": "青澜新区管理委员会", "issuers": ["青澜新区管理委员会"], "document_number": "青管〔2012〕3号", "issue_date": "2012-03-08", "recipients": "", "copies_to": "", "secrecy": "", "signers": [], "attachments": [], "citations": [], "lead_title": "", "subtitle": "", "reporter": "", "stated_date": "", "places": {"title": [0, 10], "document_number": [11, 21], "issue_date": [50, 59], "issuer": [40, 50]}}','{}',2);
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
INSERT INTO "relations" VALUES(1,1,2,'依据','青澜新区环境保护办法','青澜新区环境保护办法','青管〔2012〕3号','青管|2012|3',0);
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('archive_id','e69a85ccb9b1036e29adeb9be055ad71');
INSERT INTO "settings" VALUES('audit_head','cc95434172c0bf0631be9b136ee8dda583bcb30423446e01e809411709a863e0');
CREATE TABLE step_rows (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    record INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    label TEXT NOT NULL,
    undoes INTEGER NOT NULL DEFAULT 0,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE "tags" (
    tag TEXT NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tags" VALUES('重要',1);
CREATE TABLE texts (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    head BLOB NOT NULL,
    body BLOB NOT NULL,
    breaks BLOB NOT NULL
, checksum TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "texts" VALUES(1,'青澜新区管理委员会关于加强饮用水水源保护的意见
青管〔2014〕15号
各乡镇人民政府：
根据《青澜新区环境保护办法》（青管〔2012〕3号），提出以下意见。
青澜新区管理委员会
2014年5月31日',X'52979C6FB0653A53A17B0674D45958541A4F73518E4EA0523A5F6E992875346C346C906EDD4FA46284760F61C1890A005297A17B28003200300031003400290031003500F753',X'52979C6FB0653A53A17B0674D45958541A4F73518E4EA0523A5F6E992875346C346C906EDD4FA46284760F61C1895297A17B28003200300031003400290031003500F7530A000454614E4795BA4E116C3F659C5E3A000A0039686E630A3052979C6FB0653A53AF738358DD4FA4629E52D56C0B3028005297A17B2800320030003100320029003300F75329002C00D063FA51E54E0B4E0F61C18902300A0052979C6FB0653A53A17B0674D45958541A4F0A003200300031003400745E3500086733003100E565',X'1700000018000000','7edf4d80e442843dbd4af8545e852d09ba86d1f5277b934f0eb105e3c802ab1e');
INSERT INTO "texts" VALUES(2,'青澜新区环境保护办法
青管〔2012〕3号
第一条 为了保护环境，制定本办法。
青澜新区管理委员会
2012年3月8日',X'52979C6FB0653A53AF738358DD4FA4629E52D56C0A005297A17B2800320030003100320029003300F753',X'52979C6FB0653A53AF738358DD4FA4629E52D56C0A005297A17B2800320030003100320029003300F7530A002C7B004E61673A4E864EDD4FA462AF7383582C0036529A5B2C679E52D56C02300A0052979C6FB0653A53A17B0674D45958541A4F0A003200300031003200745E330008673800E565',X'190000001A000000','69fb27875b3d9965d50867cc9e412f2ec1cbda7cc28a4b37450c29c4d342f156');
CREATE TABLE watched_folders (
    path TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX records_by_bytes ON records (sha256, part);
CREATE INDEX records_by_file ON records (file_sha256);
CREATE INDEX records_by_revision ON records (revision);
CREATE INDEX relations_by_source ON relations (source);
CREATE INDEX relations_by_target ON relations (target);
CREATE INDEX relations_by_title ON relations (title_key);
CREATE INDEX keys_by_title ON keys (title_key);
CREATE INDEX keys_by_number ON keys (number_key);
CREATE INDEX history_by_record ON history (record_id);
CREATE INDEX tags_by_record ON tags (record_id);
CREATE INDEX followups_by_whole ON followups (whole);
CREATE INDEX followup_events_by_followup ON followup_events (followup, id);
CREATE INDEX filed_papers_by_code ON filed_papers (code, place);
CREATE INDEX step_rows_by_step ON step_rows (step);
CREATE INDEX step_rows_by_record ON step_rows (record);
CREATE INDEX incoming_by_record ON incoming (record_id);
CREATE INDEX incoming_by_number ON incoming (document_number);
CREATE INDEX circulation_by_serial ON circulation (serial, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('records',2);
COMMIT;
