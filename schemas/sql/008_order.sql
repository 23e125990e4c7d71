-- What came first is told by numbers and never by the clock, which can be set back.

-- The number of the latest judgement: a decision, or a story read to its end.  Grows by one with each and never
-- shrinks, also when judgements are erased.  Decisions have it as `noted`.
ALTER TABLE head ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
UPDATE head SET judged = max(coalesce((SELECT max(noted) FROM decisions), 0),
                             coalesce((SELECT max(last_decision) FROM models), 0));

-- Of readings before this file was run only the clock is known: they have the number of the reader's last decision on
-- the story by then.  `models.last_decision` is the number of the latest judgement, from here on.
ALTER TABLE read_through ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
UPDATE read_through SET noted = coalesce((SELECT max(d.noted) FROM decisions d WHERE d.story = read_through.story
                                          AND d.coder = read_through.coder AND d.decided_ms <= read_through.done_ms), 0);
