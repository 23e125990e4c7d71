// whole() checks the size and fills in id, time and key. Intake gathers submissions and commits 256 of them, or 8 MiB,
// at once.
#include "ingest/arrival/receive.h"
#include "ingest/arrival/mail_key.h"
#include "ingest/arrival/trace.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"

namespace tangible::ingest {
namespace {

/// A mail system sends again what was not acknowledged, and its own lines may differ then.
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

void Intake::commit() {
    if (waiting_.empty()) return;
    for (const Receipt& receipt : store_.put(waiting_)) {
        ++(receipt.withdrawn ? withdrawn : receipt.is_new ? stored : known);
        if (receipt.narrowed) ++narrowed;
        if (!receipt.withdrawn) references.push_back(receipt.reference);
    }
    waiting_.clear();
    bytes_ = 0;
}

}  // namespace tangible::ingest
