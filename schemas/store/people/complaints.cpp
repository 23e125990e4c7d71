// Complaints. Words stand in tables of their own, apart from the register, so that erasing deletes rows and changes
// none (see schemas/sql/001_store.sql). The erasure itself is that of withdrawals, in withdrawals.cpp.
#include "schemas/store/people/complaints.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/limit_text.h"
#include "schemas/ground/text.h"
#include "schemas/store/common/store_impl.h"
#include "schemas/yaml/names.h"
#include <algorithm>
#include <charconv>

namespace tangible {
namespace {

constexpr Named<ComplaintAct> acts[] = {
    {ComplaintAct::received, "received"},
    {ComplaintAct::acknowledged, "acknowledged"},
    {ComplaintAct::looking, "looking"},
    {ComplaintAct::answered, "answered"},
};

constexpr char by_number[] =
    "SELECT number, story, by_mail, received_ms, due_ms, state,"
    " (SELECT step FROM complaint_steps WHERE complaint = number ORDER BY noted DESC LIMIT 1),"
    " coalesce(words, ''), coalesce(addr, '') FROM complaints LEFT JOIN complaint_words ON complaint = number"
    " WHERE number = ?";
constexpr char all_in_order[] =
    "SELECT number, story, by_mail, received_ms, due_ms, state,"
    " (SELECT step FROM complaint_steps WHERE complaint = number ORDER BY noted DESC LIMIT 1) AS last, '', ''"
    " FROM complaints ORDER BY last = 'answered', received_ms, number";

Complaint complaint_in(const Rows& row) {
    return {row.number(0),        row.text(1),   row.text(7),   row.text(8),
            row.number(2) == 1,   row.number(3), row.number(4), complaint_act_named(row.text(6)),
            row.text(5) != "kept"};
}

void add_step(Connection& db, std::int64_t number, const ComplaintStep& s) {
    db.run("INSERT INTO complaint_steps VALUES (NULL, ?, ?, ?, ?)", number, name(s.act), s.who, s.at_ms);
    if (!s.note.empty()) db.run("INSERT INTO complaint_notes VALUES (?, ?)", db.last_number(), s.note);
}

void check_length(std::string_view words) {
    if (code_points(words) > max_complaint_characters)
        throw Error(ErrorKind::usage, "this text has more than " + in_digits(max_complaint_characters) + " characters",
                    "make it shorter");
}

}  // namespace

std::string complaint_reference(std::int64_t number) { return "C-" + std::to_string(number); }

std::optional<std::int64_t> parse_complaint_reference(std::string_view word) {
    word.remove_prefix(std::min(word.find_first_not_of("Cc- "), word.size()));
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (failed != std::errc() || end != word.data() + word.size() || number < 1) return std::nullopt;
    return number;
}

std::string_view name(ComplaintAct act) { return name_in(acts, act); }
ComplaintAct complaint_act_named(std::string_view word) { return value_in(acts, word, "step of a complaint"); }

std::int64_t Complaints::put_complaint(const Complaint& c, std::string_view token, ComplaintAct last) {
    check_length(c.words);
    auto& db = impl_->db;
    Transaction change(db);
    if (const auto before = complaint_of(token)) return before->number;
    db.run("INSERT INTO complaints VALUES (NULL, ?, ?, ?, ?, ?, 'kept')", sha256_hex(token), c.story,
           std::int64_t{!c.addr.empty()}, c.received_ms, c.received_ms + complaint_due_ms);
    const auto number = db.last_number();
    db.run("INSERT INTO complaint_words VALUES (?, ?, ?)", number, c.words, c.addr);
    add_step(db, number, {ComplaintAct::received, "", "program", c.received_ms});
    if (last == ComplaintAct::acknowledged)
        add_step(db, number, {ComplaintAct::acknowledged, "", "program", c.received_ms});
    change.commit();
    return number;
}

std::optional<Complaint> Complaints::complaint(std::int64_t number) {
    auto row = impl_->db.ask(by_number, number);
    return row.next() ? std::optional(complaint_in(row)) : std::nullopt;
}

std::optional<Complaint> Complaints::complaint_of(std::string_view token) {
    auto row = impl_->db.ask("SELECT number FROM complaints WHERE token_hash = ?", sha256_hex(token));
    return row.next() ? complaint(row.number(0)) : std::nullopt;
}

std::vector<Complaint> Complaints::complaints() {
    std::vector<Complaint> all;
    for (auto row = impl_->db.ask(all_in_order); row.next();) all.push_back(complaint_in(row));
    return all;
}

std::vector<ComplaintStep> Complaints::complaint_steps(std::int64_t number) {
    std::vector<ComplaintStep> all;
    auto row = impl_->db.ask("SELECT step, coalesce(note, ''), who, made_ms FROM complaint_steps"
                             " LEFT JOIN complaint_notes USING (noted) WHERE complaint = ? ORDER BY noted",
                             number);
    while (row.next()) all.push_back({complaint_act_named(row.text(0)), row.text(1), row.text(2), row.number(3)});
    return all;
}

namespace {

Complaint known(std::optional<Complaint> complaint) {
    if (!complaint) throw Error(ErrorKind::not_found, "there is no such complaint", "check its number");
    return std::move(*complaint);
}

}  // namespace

void Complaints::note_step(std::int64_t number, const ComplaintStep& step) {
    check_length(step.note);
    if (step.act == ComplaintAct::answered && step.note.empty()) throw Error(ErrorKind::usage, "an answer needs words");
    Transaction change(impl_->db);
    if (known(complaint(number)).erased)
        throw Error(ErrorKind::refused, "the words of this complaint were erased",
                    "Ask whoever complained to write again.");
    const bool is_second =
        step.act == ComplaintAct::acknowledged &&
        impl_->db.ask("SELECT 1 FROM complaint_steps WHERE complaint = ? AND step = 'acknowledged'", number).next();
    if (is_second) return;
    add_step(impl_->db, number, step);
    change.commit();
}

void Complaints::erase_complaint(std::int64_t number) {
    {
        Transaction change(impl_->db);
        if (known(complaint(number)).last != ComplaintAct::answered)
            throw Error(ErrorKind::refused, "this complaint is not answered yet", "Answer it first.");
        impl_->db.run("UPDATE complaints SET state = 'erasing' WHERE number = ? AND state = 'kept'", number);
        change.commit();
    }
    impl_->finish_withdrawals();
}

}  // namespace tangible
