-- The record of consent, withdrawals and corrections.

-- The words with which tellers were asked, kept once for each wording.  A wording never changes: other words need another
-- id.  `text` is what people read, and `sha256` its hash in hex.
CREATE TABLE wordings (
    id       TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;

-- Every answer about every use, in order, for ever.  No word of a story stands here.  What is in force stands in
-- `stories`; these rows prove how it came about, also after a withdrawal.
--   state    given, refused, withdrawn, unasked
--   said_ms  when the teller said so; noted_ms when it was written down here
--   by, how  who gave the answer (teller, helper, parent, staff) and in which way (form, link, ...)
--   who      the account that wrote it down for the teller; '' when nobody did
CREATE TABLE consent_events (
    noted    INTEGER PRIMARY KEY,
    story    INTEGER NOT NULL REFERENCES stories,
    use      TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('given', 'refused', 'withdrawn', 'unasked')),
    wording  TEXT NOT NULL,
    said_ms  INTEGER NOT NULL,
    noted_ms INTEGER NOT NULL,
    by       TEXT NOT NULL,
    how      TEXT NOT NULL,
    who      TEXT NOT NULL
) STRICT;
CREATE INDEX consent_events_by_story ON consent_events (story);

-- Stores of earlier formats know only what is in force, not how it was said.
INSERT INTO consent_events
    SELECT NULL, number, use, 'given', wording, given_ms, given_ms, 'teller', 'unknown', ''
    FROM stories JOIN (SELECT 'team' AS use UNION ALL SELECT 'count' UNION ALL SELECT 'research'
                       UNION ALL SELECT 'publish' UNION ALL SELECT 'quote')
    WHERE instr(' ' || chosen || ' ', ' ' || use || ' ');

-- When a submission was taken back, when its words were erased from the store, and when from the index; 0: not yet.
-- `revision` is that of the store when it was hidden.
CREATE TABLE withdrawals (
    arrival   INTEGER PRIMARY KEY REFERENCES submissions,
    asked_ms  INTEGER NOT NULL,
    revision  INTEGER NOT NULL,
    erased_ms INTEGER NOT NULL DEFAULT 0,
    index_ms  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What tellers corrected in their stories, all versions in order.  The last one replaces what the submission says when
-- it is read; the bytes of the submission stay as they came.
CREATE TABLE corrections (
    noted   INTEGER PRIMARY KEY,
    arrival INTEGER NOT NULL REFERENCES submissions,
    ordinal INTEGER NOT NULL,
    title   TEXT NOT NULL,
    text    TEXT NOT NULL,
    place   TEXT NOT NULL,
    year    INTEGER NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX corrections_by_arrival ON corrections (arrival);

-- 1: its teller lost the private link and asked for another, which is sent to the same address.
ALTER TABLE acknowledgements ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
