-- People who work here, and which stories everyone could read.

-- `addr` is the mail address that the account's owner confirmed, in lower case; '' for none.  Nobody signs in to a
-- disabled account.
ALTER TABLE accounts ADD COLUMN addr TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));

-- `seen_ms` is when the session was last used, to the minute: an idle one ends.  Those of before have none.
ALTER TABLE sessions ADD COLUMN seen_ms INTEGER NOT NULL DEFAULT 0;
DELETE FROM sessions;
CREATE INDEX sessions_by_account ON sessions (account);

-- An address that an account's owner typed and has not confirmed yet.  `token_hash` is the SHA-256 of the link in the
-- mail that asks.
--   due    the mail is to be sent
--   asked  it was sent
CREATE TABLE address_checks (
    account    TEXT PRIMARY KEY,
    addr       TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('due', 'asked')),
    begun_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `shown` is 1 for ever once everyone could read the story: only of such a story do we say that it was taken back.
-- Triggers, so that no way of becoming public is forgotten.
ALTER TABLE stories ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1));
UPDATE stories SET shown = 1 WHERE live = 1 AND instr(' ' || uses || ' ', ' publish ');
CREATE TRIGGER stories_shown AFTER UPDATE OF live, uses ON stories
    WHEN new.live = 1 AND new.shown = 0 AND instr(' ' || new.uses || ' ', ' publish ')
    BEGIN UPDATE stories SET shown = 1 WHERE number = new.number; END;
CREATE TRIGGER stories_shown_at_once AFTER INSERT ON stories
    WHEN new.live = 1 AND new.shown = 0 AND instr(' ' || new.uses || ' ', ' publish ')
    BEGIN UPDATE stories SET shown = 1 WHERE number = new.number; END;
