-- Complaints about us or about a story, and what was done about each: the register that the law asks for.

-- A row for each complaint, kept for ever.  `number` is said as "C-12".  `token_hash` is the SHA-256 of its private
-- link.  `story` is a story's reference as it was typed, or ''; it need not be the reference of any story.  An answer
-- is due by `due_ms`.
--   kept     its words are here
--   erasing  its words are being destroyed
--   erased   its words are destroyed
CREATE TABLE complaints (
    number      INTEGER PRIMARY KEY,
    token_hash  TEXT NOT NULL UNIQUE,
    story       TEXT NOT NULL,
    by_mail     INTEGER NOT NULL CHECK (by_mail IN (0, 1)),
    received_ms INTEGER NOT NULL,
    due_ms      INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('kept', 'erasing', 'erased'))
) STRICT;
CREATE INDEX complaints_erasing ON complaints (state) WHERE state = 'erasing';

-- What was complained of, and the mail address for the answer, or ''.
CREATE TABLE complaint_words (
    complaint INTEGER PRIMARY KEY REFERENCES complaints,
    words     TEXT NOT NULL,
    addr      TEXT NOT NULL
) STRICT;

-- What was done, in order; rows are only added.  `step` is received, acknowledged, looking or answered.  `who` is an
-- account, 'program' or 'command line'.
CREATE TABLE complaint_steps (
    noted     INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaints,
    step      TEXT NOT NULL CHECK (step IN ('received', 'acknowledged', 'looking', 'answered')),
    who       TEXT NOT NULL,
    made_ms   INTEGER NOT NULL
) STRICT;
CREATE INDEX complaint_steps_by_complaint ON complaint_steps (complaint);

-- What our team wrote with a step, for whoever complained.  It may repeat their words, and is erased with them.
CREATE TABLE complaint_notes (
    noted INTEGER PRIMARY KEY REFERENCES complaint_steps,
    note  TEXT NOT NULL
) STRICT;
