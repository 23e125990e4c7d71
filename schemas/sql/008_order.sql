-- Numbers, and never the clock, which can be set back, give the order of what happened.

-- The number of the latest judgement: a decision, or a story read to its end.  It grows by one with each judgement and
-- never shrinks, even when judgements are erased.  A decision has its number as `noted`.
ALTER TABLE head ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
UPDATE head SET judged = max(coalesce((SELECT max(noted) FROM decisions), 0),
                             coalesce((SELECT max(last_decision) FROM models), 0));

-- Of readings from before this file was run, only the time is known: they get the number of the reader's last decision
-- on the story by then.  From here on, `models.last_decision` is the number of the latest judgement.
ALTER TABLE read_through ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
UPDATE read_through SET noted = coalesce((SELECT max(d.noted) FROM decisions d WHERE d.story = read_through.story
                                          AND d.coder = read_through.coder AND d.decided_ms <= read_through.done_ms), 0);
