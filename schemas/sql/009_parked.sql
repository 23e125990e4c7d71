-- What people do with submissions that could not be read.

-- Words that a person typed for a submission whose bytes could not be read, or copied from the parts that could.  They
-- are used as its text whenever it is read.
CREATE TABLE transcripts (
    arrival INTEGER PRIMARY KEY REFERENCES submissions,
    text    TEXT NOT NULL,
    coder   TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;

-- Why a person dropped a parked submission.  The submission was erased as if it had been withdrawn; the reason stays.
CREATE TABLE dropped (
    arrival    INTEGER PRIMARY KEY REFERENCES submissions,
    reason     TEXT NOT NULL,
    coder      TEXT NOT NULL,
    dropped_ms INTEGER NOT NULL
) STRICT;

DROP VIEW standings;
CREATE VIEW standings AS
    SELECT number, reference, state, live = 1 OR follows IS NOT NULL OR copy_of IS NOT NULL AS live,
           coalesce(received_ms, 0) AS received_ms,
           CASE WHEN d.arrival IS NOT NULL THEN 'dropped' ELSE p.reason END AS reason,
           coalesce(d.reason, p.detail) AS detail
    FROM stories JOIN submissions USING (arrival) LEFT JOIN originals USING (arrival)
         LEFT JOIN parkings p USING (arrival) LEFT JOIN dropped d USING (arrival);

-- Stores of earlier formats counted `submissions.attempts` before each reading, so ending the program counted against
-- every story that was being read, and stories were parked for that.  From this format on it counts the readers that
-- crashed on that very submission, and those stories are read again.
UPDATE submissions SET attempts = 0 WHERE state = 'pending';
UPDATE submissions SET attempts = 0, state = 'pending'
    WHERE state = 'parked' AND arrival IN (SELECT arrival FROM parkings WHERE reason = 'crashed');
DELETE FROM parkings WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'pending');
