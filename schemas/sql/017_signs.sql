-- Signs that a moderator should look at a story with care (serve/coding/signs.h), found in its text as it is kept.
-- `labels` is a JSON list; `urgent`: one of them brings the story to the top of the queue; `edition` is that of the
-- codebook of signs.  They stand beside `texts` so that ordering the queue reads no text, and go with the text.
CREATE TABLE signs (
    story   INTEGER PRIMARY KEY REFERENCES stories,
    labels  TEXT NOT NULL,
    urgent  INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    edition TEXT NOT NULL
) STRICT;
CREATE TRIGGER signs_go AFTER DELETE ON texts BEGIN DELETE FROM signs WHERE story = old.story; END;
CREATE TRIGGER signs_change AFTER UPDATE OF text ON texts BEGIN DELETE FROM signs WHERE story = old.story; END;

-- Stories that moderation is about: those that their tellers open to people outside the team; and of those that only the
-- team may read, the ones in which somebody may be in danger.
DROP VIEW to_moderate;
CREATE VIEW to_moderate AS
    SELECT number, reference, moderation, flagged, coalesce(urgent, 0) AS urgent, coalesce(labels, '[]') AS labels,
           received_ms, channel
    FROM stories JOIN texts ON texts.story = number LEFT JOIN signs ON signs.story = number
    WHERE live = 1 AND (instr(chosen, 'research') OR instr(chosen, 'publish') OR instr(chosen, 'quote')
                        OR (instr(chosen, 'team') AND (flagged = 1 OR urgent = 1)));
