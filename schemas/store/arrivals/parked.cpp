// Submissions that could not be read: parked with a reason until a person has them read again, types their words or
// drops them.
#include "schemas/ground/error.h"
#include "schemas/store/arrivals/arrivals.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {
namespace {

// Returns the arrival number of a parked submission. Call it within the transaction that changes the submission, so
// that it is still parked then.
std::int64_t parked_arrival(StoreImpl& store, const std::string& submission) {
    const auto arrival = store.arrival_of(submission);
    if (!arrival) throw Error(ErrorKind::not_found, "there is no such submission");
    if (!store.db.ask("SELECT 1 FROM submissions WHERE arrival = ? AND state = 'parked'", *arrival).next())
        throw Error(ErrorKind::refused, "this submission is no longer parked", "look at the list again");
    return *arrival;
}

Parked parked_in(const Rows& row) {
    return {
        row.text(0),  row.text(1), row.text(2), channel_named(row.text(3)), row.number(4), {row.text(6), row.text(7)},
        row.number(5)};
}

}  // namespace

Revision Arrivals::park(const std::string& submission, const Rejection& why) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission)) {
        impl_->drop_stories(*arrival, 0);
        impl_->db.run("UPDATE submissions SET state = 'parked' WHERE arrival = ?", *arrival);
        impl_->db.run("INSERT OR REPLACE INTO parkings VALUES (?, ?, ?)", *arrival, why.reason, why.detail);
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::vector<Parked> Arrivals::parked() {
    std::vector<Parked> all;
    auto rows = impl_->db.ask("SELECT id, reference, filename, channel, received_ms, length(bytes), reason, detail"
                              " FROM submissions JOIN originals USING (arrival) JOIN parkings USING (arrival)"
                              " JOIN stories USING (arrival) WHERE state = 'parked' AND ordinal = 0 ORDER BY arrival");
    while (rows.next()) all.push_back(parked_in(rows));
    return all;
}

std::optional<Parked> Arrivals::parked(const StoryId& id) {
    auto row = impl_->db.ask("SELECT id, reference, filename, channel, received_ms, length(bytes), reason, detail"
                             " FROM submissions JOIN originals USING (arrival) JOIN parkings USING (arrival)"
                             " JOIN stories USING (arrival) WHERE state = 'parked' AND ordinal = 0 AND reference = ?",
                             id);
    return row.next() ? std::optional(parked_in(row)) : std::nullopt;
}

void Arrivals::read_again(const std::string& submission) {
    Transaction change(impl_->db);
    const auto arrival = impl_->arrival_of(submission);
    if (!arrival) throw Error(ErrorKind::not_found, "there is no such submission");
    impl_->db.run("DELETE FROM parkings WHERE arrival = ?", *arrival);
    impl_->make_pending(*arrival);
    change.commit();
}

void Arrivals::transcribe(const std::string& submission, std::string_view words, const std::string& coder,
                          std::int64_t now_ms) {
    Transaction change(impl_->db);
    const auto arrival = parked_arrival(*impl_, submission);
    impl_->db.run("INSERT OR REPLACE INTO transcripts VALUES (?, ?, ?, ?)", arrival, words, coder, now_ms);
    impl_->db.run("DELETE FROM parkings WHERE arrival = ?", arrival);
    impl_->make_pending(arrival);
    change.commit();
}

std::string Arrivals::transcript(const std::string& submission) {
    const auto arrival = impl_->arrival_of(submission);
    if (!arrival) return {};
    auto row = impl_->db.ask("SELECT text FROM transcripts WHERE arrival = ?", *arrival);
    return row.next() ? row.text(0) : std::string();
}

void Arrivals::drop(const std::string& submission, std::string_view reason, const std::string& coder,
                    std::int64_t now_ms) {
    {
        Transaction change(impl_->db);
        const auto arrival = parked_arrival(*impl_, submission);
        // Only its own rows. A withdrawal takes additions and copies along; a drop does not.
        impl_->db.run(
            "UPDATE stories SET live = 0, follows = NULL, copy_of = NULL, uses = '', chosen = '', wording = '',"
            " given_ms = 0, came = 0, opened = 0, opened_ms = 0 WHERE arrival = ?",
            arrival);
        impl_->db.run("UPDATE submissions SET state = 'erasing' WHERE arrival = ?", arrival);
        impl_->db.run("INSERT INTO dropped VALUES (?, ?, ?, ?)", arrival, reason, coder, now_ms);
        change.commit();
    }
    impl_->finish_withdrawals();
}

}  // namespace tangible
