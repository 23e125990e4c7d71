-- Signs that a moderator should look at a story with care (serve/coding/signs.h), found in its text as it is kept.
-- `labels` is a JSON list; `urgent`: one of them brings the story to the top of the queue; `edition` is that of the
-- codebook of signs.  They stand beside `texts` so that ordering the queue reads no text, and go with the text.
CREATE TABLE signs (
    story   INTEGER PRIMARY KEY REFERENCES stories,
    labels  TEXT NOT NULL,
    urgent  INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    edition TEXT NOT NULL
) STRICT;
-- They are found anew when the text changes, an addition's too, or when the team may read what it could not before.
CREATE TRIGGER signs_text_goes AFTER DELETE ON texts
    BEGIN DELETE FROM signs WHERE story IN (old.story, (SELECT follows FROM stories WHERE number = old.story)); END;
CREATE TRIGGER signs_text_comes AFTER INSERT ON texts
    BEGIN DELETE FROM signs WHERE story IN (new.story, (SELECT follows FROM stories WHERE number = new.story)); END;
CREATE TRIGGER signs_text_changes AFTER UPDATE OF title, text ON texts
    BEGIN DELETE FROM signs WHERE story IN (old.story, (SELECT follows FROM stories WHERE number = old.story)); END;
CREATE TRIGGER signs_story_changes AFTER UPDATE OF follows, joined, chosen, live ON stories
    BEGIN DELETE FROM signs WHERE story IN (old.number, old.follows, new.follows); END;

-- For `object`: the SHA-256 of the story as others would have seen it then.
ALTER TABLE moderations ADD COLUMN seen TEXT NOT NULL DEFAULT '';

-- Stories that moderation is about: those that their tellers open to people outside the team; and of those that only the
-- team may read, the ones in which somebody may be in danger.
DROP VIEW to_moderate;
CREATE VIEW to_moderate AS
    SELECT number, reference, moderation, flagged, coalesce(urgent, 0) AS urgent, coalesce(labels, '[]') AS labels,
           received_ms, channel
    FROM stories JOIN texts ON texts.story = number LEFT JOIN signs ON signs.story = number
    WHERE live = 1 AND (instr(chosen, 'research') OR instr(chosen, 'publish') OR instr(chosen, 'quote')
                        OR (instr(chosen, 'team') AND (flagged = 1 OR urgent = 1)));
