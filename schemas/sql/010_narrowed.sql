-- Consent that a later arrival narrows, and additions that wait to be opened.

-- The uses that every later arrival of the same submission allows; NULL: it did not arrive again with a consent.  When
-- it is read, its stories are allowed no more than that, until their teller chooses by private link.  Stories that were
-- already read have the narrowed consent in `consents`.
ALTER TABLE submissions ADD COLUMN at_most TEXT;

-- For a story that `follows` another one: the revision at which it was opened and became part of the other's text.
-- NULL: it is closed, and only the teller and the team see it.  Follow-ups in stores of earlier formats became part of
-- the text without anybody being asked, so this file closes them, and their stories change.
ALTER TABLE stories ADD COLUMN joined INTEGER;
UPDATE stories SET revision = (SELECT revision FROM head) + 1 + (SELECT count(*) FROM stories AS earlier
    WHERE earlier.number < stories.number AND earlier.number IN (SELECT follows FROM stories))
    WHERE number IN (SELECT follows FROM stories WHERE follows IS NOT NULL);
UPDATE head SET revision = max(revision, (SELECT coalesce(max(revision), 0) FROM stories));
