// Arrival and reading.  `receive` commits raw bytes before it says anything; `read_pending` makes
// stories of what was committed and is safe to repeat after any crash.
#pragma once
#include "ingest/confined/confine.h"
#include "schemas/forms/batch.h"
#include "schemas/ground/file.h"
#include "schemas/ground/limits.h"
#include "schemas/store/store.h"
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tangible::ingest {

using tangible::max_submission_bytes;
inline constexpr int max_attempts = 3;

/// Stores one submission's bytes; fills in id, time and key.  A mail that is handed over again is the same one
/// (mail_key.h, trace.h).  Throws Error{usage} when empty or too big.
Receipt receive(Store&, Submission, std::string_view token = {});

/// Many submissions in few commits: none of them is acknowledged before commit() has returned.
class Intake {
public:
    explicit Intake(Store&);
    /// Throws Error{usage} for one that is empty or too big, which is then left out.
    void add(Submission);
    void commit();
    std::size_t stored = 0, known = 0, withdrawn = 0;  ///< of what is committed
    std::size_t narrowed = 0;                          ///< known before, and now allow less (Receipt::narrowed)
    std::vector<StoryId> references;                   ///< of what is committed and not withdrawn

private:
    Store& store_;
    std::vector<Submission> waiting_;
    std::size_t bytes_ = 0;
};

/// What a path holds ("-": standard input), as submissions one after the other: a file, a folder (recursively, in
/// name order, links not followed), a Maildir (new/ and cur/), an mbox (one submission a message).  Holds one
/// submission at a time, whatever a mailbox's size, and never gives a part of one.  Returns a sentence for each thing
/// that was left out ("big.pdf: larger than 25 MB").  Throws Error{not_found} when there is no such path.
std::vector<std::string> arrivals(const std::filesystem::path&, Channel, const std::function<void(Submission)>& each);
/// The same of an open file from the byte `from` on.  Throws Unreadable when the file changes meanwhile: what was
/// given until then is whole.
std::vector<std::string> arrivals(const File&, const std::string& name, Channel,
                                  const std::function<void(Submission)>& each, std::uint64_t from = 0);

struct ReadingCount {
    std::size_t stories = 0, parked = 0;
    bool more = false;  ///< it stopped at its time
};

/// Reads everything pending until `most` is over, and commits what was read many at a time; calls `step` for each
/// submission then.  What takes longer than 4 s at first is tried again after all others, with as much time as the
/// limits allow.  A server reads each pace in a thread of its own; a few readers are left to the others then, so that
/// what is quick always finds one where there are three.  A submission of which max_attempts readers died is parked;
/// that this process ended while it read counts for nothing, so that whatever was pending is read by the next one.  Of
/// each pace only one process reads at a time: returns at once, having done nothing, when another does.
ReadingCount read_pending(Store&, ReadingPool&, const std::filesystem::path& data_dir,
                          const std::function<void()>& step = {},
                          std::chrono::milliseconds most = std::chrono::hours(24 * 365), Pace = Pace::any);

}  // namespace tangible::ingest
