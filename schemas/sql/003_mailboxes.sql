-- How far each folder of each mail account has been taken in.  A UID means something together with `uid_validity`
-- only; when the server gives another one, both rows of this file are begun anew.  A row is written after the mails
-- it speaks of were committed and before they are marked or moved.
CREATE TABLE mailboxes (
    account      TEXT NOT NULL,
    folder       TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    last_uid     INTEGER NOT NULL,
    PRIMARY KEY (account, folder)
) STRICT;

-- The mails up to `last_uid` that are not done with.  `stored` 1: committed, but not yet marked or moved.  0: not to
-- be had (too large, or the server does not give it), for `reason`; it stays in the mailbox unmarked, and is asked for
-- again after `next_ms`.
CREATE TABLE mailbox_leftovers (
    account TEXT NOT NULL,
    folder  TEXT NOT NULL,
    uid     INTEGER NOT NULL,
    stored  INTEGER NOT NULL CHECK (stored IN (0, 1)),
    reason  TEXT NOT NULL,
    tries   INTEGER NOT NULL,
    next_ms INTEGER NOT NULL,
    PRIMARY KEY (account, folder, uid)
) STRICT;
