-- The people who work here, and which stories everyone could once read.

-- `addr` is the mail address that the account's owner confirmed, in lower case; '' for none.  Nobody can sign in to a
-- disabled account.
ALTER TABLE accounts ADD COLUMN addr TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));

-- `seen_ms` is when the session was last used, to the minute, because an idle session ends.  Earlier sessions have no
-- such time, so they are deleted.
ALTER TABLE sessions ADD COLUMN seen_ms INTEGER NOT NULL DEFAULT 0;
DELETE FROM sessions;
CREATE INDEX sessions_by_account ON sessions (account);

-- Addresses that the owners of accounts typed and have not confirmed yet.  `token_hash` is the SHA-256 of the link in
-- the confirmation mail.
--   due    the confirmation mail is still to be sent
--   asked  the confirmation mail was sent
CREATE TABLE address_checks (
    account    TEXT PRIMARY KEY,
    addr       TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('due', 'asked')),
    begun_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `shown` becomes 1 when everyone can read the story, and stays 1: only of such a story do we say that it was
-- withdrawn.  Triggers set it, so that no way of becoming public is missed.
ALTER TABLE stories ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1));
UPDATE stories SET shown = 1 WHERE live = 1 AND instr(' ' || uses || ' ', ' publish ');
CREATE TRIGGER stories_shown AFTER UPDATE OF live, uses ON stories
    WHEN new.live = 1 AND new.shown = 0 AND instr(' ' || new.uses || ' ', ' publish ')
    BEGIN UPDATE stories SET shown = 1 WHERE number = new.number; END;
CREATE TRIGGER stories_shown_at_once AFTER INSERT ON stories
    WHEN new.live = 1 AND new.shown = 0 AND instr(' ' || new.uses || ' ', ' publish ')
    BEGIN UPDATE stories SET shown = 1 WHERE number = new.number; END;
