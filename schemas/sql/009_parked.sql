-- What people do with submissions that could not be read.

-- Words that a person typed for a submission whose bytes could not be read, or took from what could be; they stand for
-- its text whenever it is read.
CREATE TABLE transcripts (
    arrival INTEGER PRIMARY KEY REFERENCES submissions,
    text    TEXT NOT NULL,
    coder   TEXT NOT NULL,
    made_ms INTEGER NOT NULL
) STRICT;

-- Why a person dropped a parked submission.  It was erased as if it had been withdrawn; this stays.
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

-- `submissions.attempts` was counted before each reading.  Whoever ended the program in the middle made it count
-- against every story that was being read, and stories were parked for it.  It counts readers that died of that very
-- submission now, and those stories are read again.
UPDATE submissions SET attempts = 0 WHERE state = 'pending';
UPDATE submissions SET attempts = 0, state = 'pending'
    WHERE state = 'parked' AND arrival IN (SELECT arrival FROM parkings WHERE reason = 'crashed');
DELETE FROM parkings WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'pending');
