// Arrival: raw bytes are committed before anybody is told anything.  What becomes of them is read_pending.h's.
#pragma once
#include "schemas/forms/batch.h"
#include "schemas/ground/file.h"
#include "schemas/ground/limits.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tangible::ingest {

using tangible::max_submission_bytes;

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

}  // namespace tangible::ingest
