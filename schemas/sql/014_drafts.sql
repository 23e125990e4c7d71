-- Stories that were begun and not sent yet, and what tellers answer to the host's own questions.

-- `token_hash` is the SHA-256 of the token in the draft's link.  `from_digest` is an HMAC of the address that the draft
-- was begun from, so that one address cannot fill the disk; `bytes` is how much the draft has in the tables below.  The
-- draft is erased when it is sent, and at `until_ms`.
CREATE TABLE drafts (
    number      INTEGER PRIMARY KEY,
    token_hash  TEXT NOT NULL UNIQUE,
    from_digest BLOB NOT NULL,
    until_ms    INTEGER NOT NULL,
    bytes       INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_end ON drafts (until_ms);
CREATE INDEX drafts_by_address ON drafts (from_digest);

-- The words of a draft: a JSON list of [name, value], named as the story form names its fields.
CREATE TABLE draft_fields (
    noted  INTEGER PRIMARY KEY,
    draft  INTEGER NOT NULL REFERENCES drafts,
    fields TEXT NOT NULL
) STRICT;
CREATE INDEX draft_fields_by_draft ON draft_fields (draft);

-- Its files, as they were uploaded.
CREATE TABLE draft_files (
    number       INTEGER PRIMARY KEY,
    draft        INTEGER NOT NULL REFERENCES drafts,
    filename     TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes        BLOB NOT NULL
) STRICT;
CREATE INDEX draft_files_by_draft ON draft_files (draft);

-- `answers` is a JSON object: the id of each question, and the list of values chosen or typed.  `told_by` is 'helper'
-- where somebody wrote the story down for its teller.
ALTER TABLE texts ADD COLUMN answers TEXT NOT NULL DEFAULT '{}';
ALTER TABLE texts ADD COLUMN told_by TEXT NOT NULL DEFAULT '';
