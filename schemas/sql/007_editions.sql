-- The themes of the codebook editions with which somebody read a story to its end, each id followed by a line end.
-- Such a reading says nothing about a theme that was added later.
CREATE TABLE editions (
    edition TEXT PRIMARY KEY,
    themes  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
