-- The store, format 1.  This file both describes the store and makes it: it is run once, in one transaction, when a
-- store is made.  Each change of the format is a new file, 002_what_changes.sql, run after this one; PRAGMA
-- user_version says how many files have been run, and a program that knows fewer refuses the store.
-- PRAGMA application_id says whether store.sqlite needs the log beside it (schemas/store/sqlite/log.cpp).
-- Text is UTF-8.  Times are UTC, in milliseconds since 1970.  Lists are JSON.
--
-- What shapes the tables:
--   * People's words are in few tables (originals, parkings, texts, decisions), apart from what the program counts
--     and marks.  Deleting a story's rows there forgets the story; what is left says nothing about it.
--   * Large values are apart from small ones that change: SQLite writes a row as a whole, and a change of state must
--     not write 20 MB again.
--   * Rows of the tables with people's words are added at the end and deleted, not changed.  SQLite then seldom
--     rearranges the pages of the file, which would leave copies of words in unused space
--     (schemas/store/sqlite/leftovers.cpp).

-- One row.  `revision` grows by one with each story that changes; followers ask for the changes after the revision that
-- they have reached.  `secret` keys the digests below, so that a stolen page of an index, or a report that quotes a
-- digest, does not tell anyone whether a certain text was once here.
CREATE TABLE head (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    secret   BLOB NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, randomblob(32));

-- Every submission that arrived; its row is kept for ever.  `digest` is HMAC-SHA-256(secret, SHA-256 of the bytes): the
-- same bytes twice are one submission, and withdrawn bytes are recognised when somebody sends them again.
-- `key_hash` is the same digest of the sender's own key, hashed once more, in hex.  The key is that of a form, so that
-- a double click is one story; or that of a mail (Message-ID) or of a survey's row, so that neither comes back with
-- other bytes after it was withdrawn.
--   pending    to be read: the work still to do, also after a crash
--   read       stories were made from it
--   parked     no story could be made from it; `parkings` says why
--   erasing    withdrawn and hidden; its words are being destroyed
--   withdrawn  withdrawn, and its words are destroyed
-- `attempts` counts the confined readers that crashed on it or ran out of time, so that such a submission is parked in
-- the end.  It does not count if this program itself is ended while it reads.
CREATE TABLE submissions (
    arrival  INTEGER PRIMARY KEY,
    digest   BLOB NOT NULL UNIQUE,
    key_hash TEXT UNIQUE,
    state    TEXT NOT NULL CHECK (state IN ('pending', 'read', 'parked', 'erasing', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX submissions_by_state ON submissions (state);

-- The bytes as they arrived and the details given with them, never changed.  `id` is the SHA-256 of `bytes`, in hex.
-- `details` is what the teller gave on the form, or the administrator for a batch.
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

-- Every reference that was ever given out; its row is kept for ever.  The first reference of a submission (ordinal 0)
-- is given when it arrives, because the sender gets it; the others when it is read.  When it is read again, an ordinal
-- keeps its reference.
-- `live` is 1 while the reference has a text.  `revision` is that of the story's last change, 0 before the first.
-- Consent is here and not with the text, because it is looked up more often and changes independently.  `uses` are
-- words with a space between them.
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
-- overrides what the submission itself says when it is read again.
CREATE TABLE consents (
    noted    INTEGER PRIMARY KEY,
    story    INTEGER NOT NULL REFERENCES stories,
    uses     TEXT NOT NULL,
    wording  TEXT NOT NULL,
    given_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_by_story ON consents (story);

-- The texts that submissions became.  Each depends on its original only, and is made again when that is read again.
-- `map` maps offsets in the normal text back to the source.  It has two LEB128 numbers for each run: by how much the
-- normal offset grew since the run before, and by how much (source - normal) changed, zigzag-coded.
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

-- All of people's verdicts, in order; the last on an overlapping passage counts.  Spans are in bytes of the normal
-- text, and `quote` shows whether the text is still the one that was judged.
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

-- Private links, as SHA-256 of the token.  A link stays when its story is withdrawn, so that its page can say so.
CREATE TABLE links (
    token_hash TEXT PRIMARY KEY,
    story      INTEGER NOT NULL REFERENCES stories
) STRICT;

-- The state of each reference, without any words of its story.
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

-- The people who work here.  Passwords are stored as argon2id hashes, session tokens as SHA-256.
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
