-- How far each folder of each mail account has been received.  A UID has a meaning only together with `uid_validity`;
-- if the server gives another one, the folder's rows in both tables of this file start afresh.  A row is written after
-- its mails were committed and before they are marked or moved.
CREATE TABLE mailboxes (
    account      TEXT NOT NULL,
    folder       TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    last_uid     INTEGER NOT NULL,
    PRIMARY KEY (account, folder)
) STRICT;

-- The mails up to `last_uid` that are not finished.  `stored` is 1 for a mail that is committed but not yet marked or
-- moved.  It is 0 for a mail that could not be fetched (too large, or the server does not give it): `reason` says why;
-- the mail stays in the mailbox unmarked, and is asked for again after `next_ms`.
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
