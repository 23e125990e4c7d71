// Arrival: stores raw bytes before anyone is told that they were received.  read_pending.h makes stories of them later.
//
//     Intake intake(store);
//     const auto left_out = arrivals("stories/", Channel::upload, [&](Submission s) { intake.add(std::move(s)); });
//     intake.commit();
#pragma once
#include "schemas/forms/batch.h"
#include "schemas/ground/submission_limit.h"
#include "schemas/store/store.h"
#include "schemas/system/file.h"
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tangible::ingest {

using tangible::max_submission_bytes;

/// Stores one submission and returns its receipt.  The submission is committed and synced when this returns.
///
/// Fills in the id, and the time and key when they are not set.  A mail that is delivered again gets the same key as
/// before (mail_key.h, trace.h) and so is not stored twice.  With a `token`, whoever has it may see and withdraw what
/// becomes of the submission; a submission that is already stored gets no token.  Throws Error{usage} when the bytes
/// are empty or more than max_submission_bytes.
Receipt receive(Store&, Submission, std::string_view token = {});

/// Stores many submissions in few commits.  A submission may be acknowledged only after commit() has returned.
class Intake {
public:
    explicit Intake(Store&);
    /// Adds a submission, and commits all that are waiting when they are many.  Throws Error{usage} when the submission
    /// is empty or too large; it is then left out, and the others are not affected.
    void add(Submission);
    /// Stores one submission at once, as receive() does; whoever has the token may see and withdraw it.
    void add(Submission, std::string_view token);
    /// Commits what is still waiting.  The destructor does not.
    void commit();
    /// How many committed submissions were new, stored before, or withdrawn earlier and so not stored again.
    std::size_t stored = 0, known = 0, withdrawn = 0;
    std::size_t narrowed = 0;         ///< how many were stored before and now allow less (Receipt::narrowed)
    std::vector<StoryId> references;  ///< of what was committed, except what was withdrawn earlier

private:
    void count(const Receipt&);

    Store& store_;
    std::vector<Submission> waiting_;
    std::size_t bytes_ = 0;  ///< of all in `waiting_`
};

/// Throws Error{not_found} when a path does not exist, and Error{usage} when it is neither a file nor a folder.  "-"
/// stands for standard input.
void must_be_receivable(const std::filesystem::path&);

/// Calls `each` for every submission that a path leads to.
///
/// The path may be a file, a folder (searched recursively, in the order of names, without following links), a Maildir
/// (new/ and cur/), an mbox (one submission for each mail), or "-" for standard input.  Only one submission is in
/// memory at a time, however large a mailbox is, and a submission is always whole.  Returns a sentence for each thing
/// that was left out: "big.pdf: larger than 25 MB".  Throws as must_be_receivable().
std::vector<std::string> arrivals(const std::filesystem::path&, Channel, const std::function<void(Submission)>& each);
/// Does the same for an open file, from the byte `from` on.  Throws Unreadable when the file changes meanwhile; the
/// submissions already passed to `each` are complete.
std::vector<std::string> arrivals(const File&, const std::string& name, Channel,
                                  const std::function<void(Submission)>& each, std::uint64_t from = 0);

}  // namespace tangible::ingest
