-- Saved searches, the subscriptions to mails about new stories that they find, and since when each story can be found.

-- `opened` is the revision, and `opened_ms` the time, at which the story was last allowed a use that it was not allowed
-- before; `came` is the revision at which it was first allowed any use.  0: before this file was run.
ALTER TABLE stories ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN opened_ms INTEGER NOT NULL DEFAULT 0;
UPDATE stories SET opened_ms = max(given_ms, coalesce((SELECT received_ms FROM texts WHERE story = number), 0))
    WHERE live = 1;

-- `query` is the part of the search's URL after the '?'.  `id` is random: whoever has it may see the search.
CREATE TABLE searches (
    id       TEXT PRIMARY KEY,
    owner    TEXT NOT NULL,
    name     TEXT NOT NULL,
    query    TEXT NOT NULL,
    saved_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX searches_by_owner ON searches (owner);

-- A row is all that is known about an address.  It is deleted when somebody unsubscribes, when the search is deleted,
-- or when nobody confirms the address in time.  `token_hash` is the SHA-256 of the link in its mails.  `account` is the
-- account whose rights decide which stories are found; '' stands for the public.  `told` is the revision up to which
-- stories are not new, `next_ms` is when to look again, and `refused` is how often in a row the relay refused the
-- address.
--   due        the confirmation mail is still to be sent
--   asked      the confirmation mail was sent
--   confirmed  somebody who reads the address confirmed it
CREATE TABLE subscriptions (
    id         TEXT PRIMARY KEY,
    search     TEXT NOT NULL REFERENCES searches,
    addr       TEXT NOT NULL,
    account    TEXT NOT NULL,
    every_days INTEGER NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('due', 'asked', 'confirmed')),
    begun_ms   INTEGER NOT NULL,
    told       INTEGER NOT NULL DEFAULT 0,
    sent_ms    INTEGER NOT NULL DEFAULT 0,
    next_ms    INTEGER NOT NULL,
    refused    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (search, addr)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_by_time ON subscriptions (next_ms) WHERE state <> 'asked';

-- `asked` keeps for two days when a subscription was requested for an address, stored as a keyed digest, so that nobody
-- can flood a stranger's mailbox.  `digests_sent` keeps for as long when a digest or a confirmation mail was sent, to
-- keep to the mailer's limits.
CREATE TABLE asked (
    addr_digest BLOB NOT NULL,
    asked_ms    INTEGER NOT NULL
) STRICT;
CREATE TABLE digests_sent (
    sent_ms INTEGER NOT NULL
) STRICT;
