-- Data from mails: words beside the text, senders, additions to an earlier story, and the acknowledgements that are
-- owed.  Also stories that arrived twice.

-- `asides` are footnotes, comments and the like, a JSON list of {kind, text}.  `senders` is a JSON list of {name, addr}:
-- who sent a mail here, then, if it was forwarded, who wrote it; '' if it was not a mail.
ALTER TABLE texts ADD COLUMN asides TEXT NOT NULL DEFAULT '[]';
ALTER TABLE texts ADD COLUMN senders TEXT NOT NULL DEFAULT '';

-- A story with `follows` is a follow-up: its words are shown at the end of that story, and only that story is counted.
-- A story with `copy_of` is a duplicate (a person's decision): only the other story is shown and counted.  Neither a
-- follow-up nor a duplicate is live.
ALTER TABLE stories ADD COLUMN follows INTEGER REFERENCES stories;
ALTER TABLE stories ADD COLUMN copy_of INTEGER REFERENCES stories;
CREATE INDEX stories_by_follows ON stories (follows) WHERE follows IS NOT NULL;
CREATE INDEX stories_by_copy ON stories (copy_of) WHERE copy_of IS NOT NULL;

DROP VIEW standings;
CREATE VIEW standings AS
    SELECT number, reference, state, live = 1 OR follows IS NOT NULL OR copy_of IS NOT NULL AS live,
           coalesce(received_ms, 0) AS received_ms, reason, detail
    FROM stories JOIN submissions USING (arrival) LEFT JOIN originals USING (arrival) LEFT JOIN parkings USING (arrival);

-- Two stories that are alike and that a person found to be different; `one` arrived first.
CREATE TABLE apart (
    one        INTEGER NOT NULL REFERENCES stories,
    other      INTEGER NOT NULL REFERENCES stories,
    coder      TEXT NOT NULL,
    decided_ms INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Cuts that a person wants left in a story although reading cuts them out, as the SHA-256 of the cut's words.
CREATE TABLE put_backs (
    arrival    INTEGER NOT NULL REFERENCES submissions,
    cut        TEXT NOT NULL,
    coder      TEXT NOT NULL,
    decided_ms INTEGER NOT NULL,
    PRIMARY KEY (arrival, cut)
) STRICT, WITHOUT ROWID;

-- One row for each mail that was read.  `addr` and `message_id` are here only while an answer is due; afterwards a
-- keyed digest of the address is kept for two days, so that nobody is answered more than once a day.  `message_hash` is
-- the SHA-256 of our mail's Message-ID: an answer to that mail is a follow-up.
--   due   to be sent at `due_ms`, after `tries` attempts
--   sent  a relay accepted it at `sent_ms`
--   none  no answer will be sent; `because` says why
CREATE TABLE acknowledgements (
    arrival      INTEGER PRIMARY KEY REFERENCES submissions,
    state        TEXT NOT NULL CHECK (state IN ('due', 'sent', 'none')),
    because      TEXT NOT NULL DEFAULT '',
    addr         TEXT NOT NULL DEFAULT '',
    message_id   TEXT NOT NULL DEFAULT '',
    addr_digest  BLOB,
    due_ms       INTEGER NOT NULL DEFAULT 0,
    tries        INTEGER NOT NULL DEFAULT 0,
    sent_ms      INTEGER NOT NULL DEFAULT 0,
    message_hash TEXT UNIQUE
) STRICT;
CREATE INDEX acknowledgements_due ON acknowledgements (due_ms) WHERE state = 'due';
CREATE INDEX acknowledgements_sent ON acknowledgements (sent_ms) WHERE state = 'sent';
