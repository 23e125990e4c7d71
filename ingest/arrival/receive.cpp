// whole() checks a submission's size and fills in its id, time and key; the store does the rest.  Intake gathers
// submissions and commits 256 of them, or 8 MiB, at once: a commit waits for the disk, so one for each mail would make
// a large mailbox slow.
#include "ingest/arrival/receive.h"
#include "ingest/arrival/mail_key.h"
#include "ingest/arrival/trace.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"

namespace tangible::ingest {
namespace {

/// Returns the key of a mail.  A mail system that got no acknowledgement delivers the mail again, with other lines of
/// its own in front; the key leaves those out, so the mail is not stored twice.
std::string key_of_delivery(std::string_view mail) {
    std::string key = key_of_mail(mail);
    return key.empty() ? key_without_last_hop(mail) : key;
}

Submission whole(Submission submission) {
    if (submission.bytes.empty()) throw Error(ErrorKind::usage, "the submission is empty", "send the story again");
    if (submission.bytes.size() > max_submission_bytes)
        throw Error(ErrorKind::usage, "the submission is " + too_large(), "send a smaller file, or only the text");
    submission.id = sha256_hex(submission.bytes);
    if (submission.received_ms == 0) submission.received_ms = now_ms();
    if (submission.key.empty() && submission.channel == Channel::mail)
        submission.key = key_of_delivery(submission.bytes);
    if (submission.key.empty()) submission.key = submission.id;
    return submission;
}

}  // namespace

// 1. Refuse what is empty or too large, and fill in id, time and key (whole()).
// 2. Commit the bytes.  Store::put() returns after they are on the disk, so the caller may then say "received".
// The bytes are not parsed, except for the lines of a mail's header: readers run later, in confined children.
Receipt receive(Store& store, Submission submission, std::string_view token) {
    submission = whole(std::move(submission));
    return token.empty() ? store.put(submission) : store.put(submission, token);
}

Intake::Intake(Store& store) : store_(store) {}

void Intake::add(Submission submission) {
    constexpr std::size_t many = 256, many_bytes = std::size_t{8} << 20;
    waiting_.push_back(whole(std::move(submission)));
    bytes_ += waiting_.back().bytes.size();
    if (waiting_.size() >= many || bytes_ >= many_bytes) commit();
}

void Intake::add(Submission submission, std::string_view token) {
    count(receive(store_, std::move(submission), token));
}

void Intake::count(const Receipt& receipt) {
    ++(receipt.withdrawn ? withdrawn : receipt.is_new ? stored : known);
    if (receipt.narrowed) ++narrowed;
    if (!receipt.withdrawn) references.push_back(receipt.reference);
}

void Intake::commit() {
    if (waiting_.empty()) return;
    for (const Receipt& receipt : store_.put(waiting_)) count(receipt);
    waiting_.clear();
    bytes_ = 0;
}

}  // namespace tangible::ingest
