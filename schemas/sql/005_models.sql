-- What was learned of the stories and of people's verdicts on them, the last few times.  `revision` is that of the
-- store which it was learned from.  All go when a story is taken back: what remains of it in numbers goes with it.
CREATE TABLE models (
    number   INTEGER PRIMARY KEY,
    edition  TEXT NOT NULL,
    made_ms  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    bytes    BLOB NOT NULL
) STRICT;
