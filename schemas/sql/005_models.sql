-- The last few models that were learned from stories and from people's verdicts on them.  `revision` is that of the
-- store from which a model was learned.  All models are deleted when a story is withdrawn, because their numbers may
-- still reflect it.
CREATE TABLE models (
    number   INTEGER PRIMARY KEY,
    edition  TEXT NOT NULL,
    made_ms  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    bytes    BLOB NOT NULL
) STRICT;
