-- Searches that people keep under an address, who gets a mail when they find something new, and since when each story
-- can be found.

-- `opened` is the revision with which the story was last allowed a use that it was not allowed before, at `opened_ms`;
-- `came` the one with which it was first allowed any.  0: before this file was run.
ALTER TABLE stories ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN opened_ms INTEGER NOT NULL DEFAULT 0;
UPDATE stories SET opened_ms = max(given_ms, coalesce((SELECT received_ms FROM texts WHERE story = number), 0))
    WHERE live = 1;

-- `query` is the search as its address has it, after the '?'.  `id` is random: who has it may look.
CREATE TABLE searches (
    id       TEXT PRIMARY KEY,
    owner    TEXT NOT NULL,
    name     TEXT NOT NULL,
    query    TEXT NOT NULL,
    saved_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX searches_by_owner ON searches (owner);

-- A row is all that is known of an address, and goes when no more mails are wanted, when the search goes, or when
-- nobody confirmed it in time.  `token_hash` is the SHA-256 of the link in its mails.  `account` is whose eyes it sees
-- with; '' is the public's.  `told` is the revision up to which stories are no news, `next_ms` when to look again, and
-- `refused` how often in a row the relay would not have it.
--   due        a mail that asks for confirmation is to be sent
--   asked      it was sent
--   confirmed  somebody who reads the address said yes
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

-- When an address was asked for, as a keyed digest, for two days: so that nobody can have a stranger's mailbox filled.
-- And when a digest or such a question was sent, for as long, to keep to the mailer's limits.
CREATE TABLE asked (
    addr_digest BLOB NOT NULL,
    asked_ms    INTEGER NOT NULL
) STRICT;
CREATE TABLE digests_sent (
    sent_ms INTEGER NOT NULL
) STRICT;
