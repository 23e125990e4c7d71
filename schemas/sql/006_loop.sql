-- How suggestions learn from people: how much a model has seen, what it hints at, how often people kept what each rule
-- found, and who has read a story to its end.

-- The `noted` of the last decision when the model was made, so that the decisions since then can be counted.
ALTER TABLE models ADD COLUMN last_decision INTEGER NOT NULL DEFAULT 0;

-- 1: the person decided on a hint learned from other stories, neither on a rule's find nor on their own initiative.
ALTER TABLE decisions ADD COLUMN hinted INTEGER NOT NULL DEFAULT 0 CHECK (hinted IN (0, 1));

-- The hints of the latest model, for coders; no figure counts them.  They are deleted with their model.  `chance` is in
-- ten-thousandths.
CREATE TABLE hinted (
    story   INTEGER NOT NULL REFERENCES stories,
    theme   TEXT NOT NULL,
    chance  INTEGER NOT NULL,
    model   INTEGER NOT NULL,
    PRIMARY KEY (theme, story)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER hinted_go AFTER DELETE ON models BEGIN DELETE FROM hinted WHERE model = OLD.number; END;

-- For each cue of a theme, by their names: how many of its finds people decided on (`decided`) and kept (`kept`).  The
-- cue '' stands for what was learned.  The finds of a `demoted` cue are hints, not suggestions that figures count.  The
-- rows are made again with each model, and stay when models are deleted, because they contain no words of a story.
CREATE TABLE rules (
    theme   TEXT NOT NULL,
    cue     TEXT NOT NULL,
    kept    INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    demoted INTEGER NOT NULL CHECK (demoted IN (0, 1)),
    PRIMARY KEY (theme, cue)
) STRICT, WITHOUT ROWID;
-- Grows by one, as `revision` does, whenever the set of demoted rules changes.
ALTER TABLE head ADD COLUMN demotions INTEGER NOT NULL DEFAULT 0;

-- Who read a story to its end, and when they first did: a theme that they had not marked by then counts as absent.
-- `drawn`: the story was drawn at random for them.  `blind`: until then they saw neither the machine's nor other
-- people's finds.
CREATE TABLE read_through (
    story   INTEGER NOT NULL REFERENCES stories,
    coder   TEXT NOT NULL,
    drawn   INTEGER NOT NULL CHECK (drawn IN (0, 1)),
    blind   INTEGER NOT NULL CHECK (blind IN (0, 1)),
    edition TEXT NOT NULL,
    done_ms INTEGER NOT NULL,
    PRIMARY KEY (story, coder)
) STRICT, WITHOUT ROWID;
