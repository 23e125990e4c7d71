-- How suggestions learn from people: how much a model has seen, what it hints at, how often people kept what each rule
-- found, and who has read a story to its end.

-- `noted` of the last decision when the model was made, so that it can be told how many have come since.
ALTER TABLE models ADD COLUMN last_decision INTEGER NOT NULL DEFAULT 0;

-- 1: the person decided on what was learned from other stories, not on a rule's find, nor of their own accord.
ALTER TABLE decisions ADD COLUMN hinted INTEGER NOT NULL DEFAULT 0 CHECK (hinted IN (0, 1));

-- What the latest model hints at, for the coders: no number counts it.  It goes with its model.  `chance` is in
-- ten-thousandths.
CREATE TABLE hinted (
    story   INTEGER NOT NULL REFERENCES stories,
    theme   TEXT NOT NULL,
    chance  INTEGER NOT NULL,
    model   INTEGER NOT NULL,
    PRIMARY KEY (theme, story)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER hinted_go AFTER DELETE ON models BEGIN DELETE FROM hinted WHERE model = OLD.number; END;

-- Of what a cue of a theme found, by their names, people decided on `decided` and kept `kept`; a cue '' is what was
-- learned.  What a `demoted` one finds is a hint, and no suggestion that numbers count.  Made anew with each model, and
-- kept when models go, since it holds no word of a story.
CREATE TABLE rules (
    theme   TEXT NOT NULL,
    cue     TEXT NOT NULL,
    kept    INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    demoted INTEGER NOT NULL CHECK (demoted IN (0, 1)),
    PRIMARY KEY (theme, cue)
) STRICT, WITHOUT ROWID;
-- Grows by one whenever other rules are demoted than before; so does `revision`.
ALTER TABLE head ADD COLUMN demotions INTEGER NOT NULL DEFAULT 0;

-- Who read a story to its end, the first time: what they did not mark by then, they say is not there.  `drawn`: it was
-- drawn at random for them.  `blind`: until then they saw neither what the machine nor what others found.
CREATE TABLE read_through (
    story   INTEGER NOT NULL REFERENCES stories,
    coder   TEXT NOT NULL,
    drawn   INTEGER NOT NULL CHECK (drawn IN (0, 1)),
    blind   INTEGER NOT NULL CHECK (blind IN (0, 1)),
    edition TEXT NOT NULL,
    done_ms INTEGER NOT NULL,
    PRIMARY KEY (story, coder)
) STRICT, WITHOUT ROWID;
