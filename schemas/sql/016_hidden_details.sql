-- What stands beside a story's text can single it out as well: its year, place, role and partnership can be hidden.
-- Their rows have no span, and `instead` is ''.
CREATE TABLE hidden (
    number     INTEGER PRIMARY KEY,
    story      INTEGER NOT NULL REFERENCES stories,
    field      TEXT NOT NULL CHECK (field IN ('text', 'title', 'year', 'place', 'role', 'partnership')),
    span_begin INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    words      TEXT NOT NULL,
    instead    TEXT,
    who        TEXT NOT NULL,
    made_ms    INTEGER NOT NULL
) STRICT;
INSERT INTO hidden SELECT number, story, field, span_begin, span_end, words, instead, who, made_ms FROM redactions;
DROP TABLE redactions;
ALTER TABLE hidden RENAME TO redactions;
CREATE INDEX redactions_by_story ON redactions (story);
