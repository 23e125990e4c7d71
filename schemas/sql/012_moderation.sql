-- What a moderator decides about a story before people outside the team may read it.

-- `chosen` is what the teller allows.  `uses` is what is in force: less than that while the story waits for a moderator,
-- and when one keeps it for the team.  Everything that asks who may read a story asks `uses`.
-- `moderation`:
--   free     its collection asked for no moderation when it came
--   waiting  for a moderator
--   asked    the teller is asked whether they agree with what others would see
--   passed   others may read what the teller allows
--   kept     for the team only
ALTER TABLE stories ADD COLUMN chosen TEXT NOT NULL DEFAULT '';
UPDATE stories SET chosen = uses;
ALTER TABLE stories ADD COLUMN moderation TEXT NOT NULL DEFAULT 'free'
    CHECK (moderation IN ('free', 'waiting', 'asked', 'passed', 'kept'));
CREATE INDEX stories_by_moderation ON stories (moderation) WHERE moderation IN ('waiting', 'asked', 'kept');

-- Staff only: somebody may be in danger.
ALTER TABLE stories ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1));

-- Stories that their tellers open to people outside the team: what moderation is about.
CREATE VIEW to_moderate AS
    SELECT number, reference, moderation, flagged, received_ms, channel FROM stories JOIN texts ON story = number
    WHERE live = 1 AND (instr(chosen, 'research') OR instr(chosen, 'publish') OR instr(chosen, 'quote'));

-- What was done, in order, for ever.  No word of a story stands here; `note` is a moderator's or teller's own words, and
-- goes when the story is erased.  `who` is an account, 'teller', 'command line' or 'program'.
CREATE TABLE moderations (
    noted   INTEGER PRIMARY KEY,
    story   INTEGER NOT NULL REFERENCES stories,
    act     TEXT NOT NULL,
    reason  TEXT NOT NULL,
    note    TEXT NOT NULL,
    who     TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX moderations_by_story ON moderations (story);

-- What a person decided about words of a story: others see `instead` in their place, or the words themselves where
-- `instead` is NULL.  Spans are bytes of the text as it is kept, in `texts` with its open additions, and so are those of
-- `decisions`: what people judged stays where it is whatever is redacted.  In `field` 'title', the whole title.
CREATE TABLE redactions (
    number     INTEGER PRIMARY KEY,
    story      INTEGER NOT NULL REFERENCES stories,
    field      TEXT NOT NULL CHECK (field IN ('text', 'title')),
    span_begin INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    words      TEXT NOT NULL,
    instead    TEXT,
    who        TEXT NOT NULL,
    made_ms    INTEGER NOT NULL
) STRICT;
CREATE INDEX redactions_by_story ON redactions (story);
