-- Consent that a later arrival narrows, and additions that wait to be opened.

-- Uses that later arrivals of the same submission allow, what all of them allow together; NULL: it did not arrive again
-- with a consent.  When it is read, its stories are allowed no more than that, until their teller chooses by private
-- link.  Stories that were read already have the narrowed consent in `consents`.
ALTER TABLE submissions ADD COLUMN at_most TEXT;

-- Of a story that `follows` another one: the revision with which it was opened and became part of the other's text.
-- NULL: it is closed, and only the teller and the team see it.  Earlier follow-ups were part of the text without
-- anybody having been asked, so they are closed, and their stories change.
ALTER TABLE stories ADD COLUMN joined INTEGER;
UPDATE stories SET revision = (SELECT revision FROM head) + 1 + (SELECT count(*) FROM stories AS earlier
    WHERE earlier.number < stories.number AND earlier.number IN (SELECT follows FROM stories))
    WHERE number IN (SELECT follows FROM stories WHERE follows IS NOT NULL);
UPDATE head SET revision = max(revision, (SELECT coalesce(max(revision), 0) FROM stories));
