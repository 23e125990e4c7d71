-- The store, format 1.  This file is its description and also what makes it: it is run once, in one
-- transaction, when a store is made.  A change of the format is a new file, 002_what_changes.sql, run after
-- this one; PRAGMA user_version says how many have been run, and a program that knows fewer refuses the store.
-- PRAGMA application_id says whether store.sqlite needs the log beside it (schemas/store/sqlite/log.cpp).
-- Text is UTF-8.  Times are UTC, in milliseconds since 1970.  Lists are JSON.
--
-- What shapes the tables:
--   * Words of people stand in few tables (originals, parkings, texts, decisions), apart from what the program
--     counts and marks.  To forget a story is to delete its rows there; what is left says nothing of it.
--   * Large values stand apart from small ones that change: SQLite writes a row whole, and a change of state
--     must not write 20 MB again.
--   * Rows of those tables are added at the end and deleted, not changed: pages of the file are then seldom
--     rearranged, which leaves copies of words in unused space (schemas/store/sqlite/leftovers.cpp).

-- One row.  `revision` grows by one with each story that changes; followers ask for what came after theirs.
-- `secret` keys the digests below, so that nobody can ask "was this very text once here?" of a stolen index
-- page or a report that quotes a digest.
CREATE TABLE head (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    secret   BLOB NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, randomblob(32));

-- What arrived, one row for ever.  `digest` is HMAC-SHA-256(secret, SHA-256 of the bytes): the same bytes twice are
-- one submission, and bytes that were withdrawn are known again when somebody sends them once more.
-- `key_hash` is the same of the sender's own key, hashed once more in hex: a form's, so that a double click is one story; a mail's
-- Message-ID or a survey's row, so that neither comes back with other bytes once it was withdrawn.
--   pending    to be read: the work still to do, also after a crash
--   read       stories were made of it
--   parked     no story could be made of it; `parkings` says why
--   erasing    withdrawn and hidden; its words are being destroyed
--   withdrawn  withdrawn, and its words are destroyed
-- `attempts` counts the confined readers that died of it or ran out of time, so that such a submission is parked at
-- last.  That this program was ended while it read counts for nothing.
CREATE TABLE submissions (
    arrival  INTEGER PRIMARY KEY,
    digest   BLOB NOT NULL UNIQUE,
    key_hash TEXT UNIQUE,
    state    TEXT NOT NULL CHECK (state IN ('pending', 'read', 'parked', 'erasing', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX submissions_by_state ON submissions (state);

-- The bytes as they came and what was said beside them, never changed.  `id` is the SHA-256 of `bytes`, in hex.
-- `details` is what the teller said on the form, or the administrator for a batch.
CREATE TABLE originals (
    arrival     INTEGER PRIMARY KEY REFERENCES submissions,
    id          TEXT NOT NULL,
    channel     TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    filename    TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    details     TEXT NOT NULL,
    bytes       BLOB NOT NULL
) STRICT;

-- Why a parked submission is parked: a word for programs, a sentence for people.
CREATE TABLE parkings (
    arrival INTEGER PRIMARY KEY REFERENCES submissions,
    reason  TEXT NOT NULL,
    detail  TEXT NOT NULL
) STRICT;

-- Every reference that was ever given out, one row for ever.  The first of a submission (ordinal 0) is given when it
-- arrives, since the sender is told it; others when it is read.  Read again, an ordinal keeps its reference.
-- `live` is 1 while there is a text behind it.  `revision` is that of its last change, 0 before the first.
-- Consent stands here and not with the text: it is asked for more often, and changes without it.  `uses` are words,
-- with a space between.
CREATE TABLE stories (
    number    INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    arrival   INTEGER NOT NULL REFERENCES submissions,
    ordinal   INTEGER NOT NULL,
    revision  INTEGER NOT NULL DEFAULT 0,
    live      INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
    uses      TEXT NOT NULL DEFAULT '',
    wording   TEXT NOT NULL DEFAULT '',
    given_ms  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (arrival, ordinal)
) STRICT;
CREATE INDEX stories_by_revision ON stories (revision);

-- Consent as the teller chose it later, by private link: all choices in order.  The last is copied to `stories`, and
-- holds against whatever the submission itself says when it is read again.
CREATE TABLE consents (
    noted    INTEGER PRIMARY KEY,
    story    INTEGER NOT NULL REFERENCES stories,
    uses     TEXT NOT NULL,
    wording  TEXT NOT NULL,
    given_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_by_story ON consents (story);

-- What a submission became: a function of its original, and made anew when it is read again.
-- `map` leads back from normal text to the text before: for each run two LEB128 numbers, by how much the normal
-- offset grew since the run before, and by how much (source - normal) changed, zigzag-coded.
CREATE TABLE texts (
    story       INTEGER PRIMARY KEY REFERENCES stories,
    title       TEXT NOT NULL,
    language    TEXT NOT NULL,
    channel     TEXT NOT NULL,
    partnership TEXT NOT NULL,
    partners    TEXT NOT NULL,
    role        TEXT NOT NULL,
    place       TEXT NOT NULL,
    year        INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    cuts        TEXT NOT NULL,
    attachments TEXT NOT NULL,
    problems    TEXT NOT NULL,
    map         BLOB NOT NULL,
    text        TEXT NOT NULL
) STRICT;
CREATE INDEX texts_by_partnership ON texts (partnership);

-- People's verdicts, all of them in order; the last on an overlapping passage counts.  Spans are bytes of the
-- normal text, and `quote` shows whether the text is still what was judged.
CREATE TABLE decisions (
    noted      INTEGER PRIMARY KEY,
    story      INTEGER NOT NULL REFERENCES stories,
    theme      TEXT NOT NULL,
    span_begin INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    quote      TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    polarity   TEXT NOT NULL,
    coder      TEXT NOT NULL,
    edition    TEXT NOT NULL,
    decided_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_story ON decisions (story);

-- Private links, as SHA-256 of the token.  A link stays when its story is withdrawn, to be able to say so.
CREATE TABLE links (
    token_hash TEXT PRIMARY KEY,
    story      INTEGER NOT NULL REFERENCES stories
) STRICT;

-- Where each reference stands, without a word of its story.
CREATE VIEW standings AS
    SELECT number, reference, state, live, coalesce(received_ms, 0) AS received_ms, reason, detail
    FROM stories JOIN submissions USING (arrival) LEFT JOIN originals USING (arrival) LEFT JOIN parkings USING (arrival);

-- The cases that stories belong to.  `partners` is a JSON list of {name, type}.
CREATE TABLE partnerships (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    place    TEXT NOT NULL,
    began    INTEGER NOT NULL,
    ended    INTEGER NOT NULL,
    grant_id TEXT NOT NULL,
    partners TEXT NOT NULL
) STRICT;

-- Small values that belong to the collection, not to the machine: "notice".
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Who works here.  Passwords are argon2id hashes, session tokens SHA-256.
CREATE TABLE accounts (
    name          TEXT PRIMARY KEY,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account    TEXT NOT NULL,
    role       TEXT NOT NULL,
    csrf       TEXT NOT NULL,
    until_ms   INTEGER NOT NULL
) STRICT;
