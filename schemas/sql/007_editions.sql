-- The themes of codebook editions under which somebody read a story to its end, each id followed by a line end: of a
-- theme that came later such a person said nothing.
CREATE TABLE editions (
    edition TEXT PRIMARY KEY,
    themes  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
