// Drafts: each has a row that says whose it is and until when, one row with its words, and a row for each file. Words
// are replaced by deleting their row and adding another, as all rows with people's words are
// (schemas/sql/001_store.sql).
#include "schemas/store/people/drafts.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {
namespace {

constexpr char words_to_erase[] = "words_to_erase";  // a setting: deleted words may still stand in unused space

/// Returns the draft's number, or 0.
std::int64_t number_of_draft(Connection& db, std::string_view token) {
    auto row = db.ask("SELECT number FROM drafts WHERE token_hash = ?", sha256_hex(token));
    return row.next() ? row.number(0) : 0;
}

void remove(Connection& db, std::int64_t draft) {
    db.run("DELETE FROM draft_files WHERE draft = ?", draft);
    db.run("DELETE FROM draft_fields WHERE draft = ?", draft);
    db.run("DELETE FROM drafts WHERE number = ?", draft);
}

bool has_words_to_erase(Connection& db) {
    return db.ask("SELECT 1 FROM settings WHERE name = ? AND value = 'yes'", std::string_view(words_to_erase)).next();
}

std::int64_t size_of(const std::string& fields, const std::vector<UnsentFile>& files) {
    auto sum = fields.size();
    for (const auto& f : files) sum += f.bytes.size();
    return static_cast<std::int64_t>(sum);
}

/// Whether there is room for so many more bytes, in a new draft or one that is there.
bool has_room(Connection& db, std::string_view from, bool is_new, std::int64_t more, const DraftLimits& limits) {
    auto own = db.ask("SELECT count(*), coalesce(sum(bytes), 0) FROM drafts WHERE from_digest = ?", Blob{from});
    own.next();
    if (is_new && own.number(0) >= limits.drafts_of_address) return false;
    if (own.number(1) + more > limits.bytes_of_address) return false;
    auto all = db.ask("SELECT coalesce(sum(bytes), 0) FROM drafts");
    all.next();
    return all.number(0) + more <= limits.bytes_in_all;
}

}  // namespace

bool Drafts::save_draft(std::string_view token, std::string_view address, const UnsentFields& fields,
                        const std::vector<UnsentFile>& added, std::int64_t now_ms, const DraftLimits& limits) {
    auto& db = impl_->db;
    const auto words = column_of(fields);
    const auto more = size_of(words, added);
    check_room(impl_->data_dir, static_cast<std::uintmax_t>(more));
    Transaction change(db);
    auto draft = number_of_draft(db, token);
    const auto from = impl_->digest("from " + std::string(address));
    if (!has_room(db, from, draft == 0, more, limits)) return false;
    if (draft == 0) {
        db.run("INSERT INTO drafts VALUES (NULL, ?, ?, 0, 0)", sha256_hex(token), Blob{from});
        draft = db.last_number();
    }
    db.run("DELETE FROM draft_fields WHERE draft = ?", draft);
    db.run("INSERT INTO draft_fields VALUES (NULL, ?, ?)", draft, words);
    for (const auto& f : added)
        db.run("INSERT INTO draft_files VALUES (NULL, ?, ?, ?, ?)", draft, f.filename, f.content_type, Blob{f.bytes});
    db.run(
        "UPDATE drafts SET until_ms = ?, bytes = (SELECT sum(length(CAST(fields AS BLOB))) FROM draft_fields WHERE"
        " draft = ?2) + (SELECT coalesce(sum(length(bytes)), 0) FROM draft_files WHERE draft = ?2) WHERE number = ?2",
        now_ms + draft_days * day_ms, draft);
    change.commit();
    return true;
}

std::optional<Unsent> Drafts::draft(std::string_view token, std::int64_t now_ms) {
    auto row = impl_->db.ask("SELECT d.number, until_ms, fields FROM drafts d JOIN draft_fields ON draft = d.number"
                             " WHERE token_hash = ? AND until_ms > ?",
                             sha256_hex(token), now_ms);
    if (!row.next()) return std::nullopt;
    Unsent out{fields_of(row.text(2)), {}, row.number(1)};
    auto files = impl_->db.ask("SELECT number, filename, content_type, length(bytes) FROM draft_files WHERE draft = ?"
                               " ORDER BY number",
                               row.number(0));
    while (files.next())
        out.files.push_back(
            {files.number(0), files.text(1), files.text(2), static_cast<std::uint64_t>(files.number(3)), ""});
    return out;
}

std::vector<UnsentFile> Drafts::draft_files(std::string_view token) {
    std::vector<UnsentFile> out;
    auto row =
        impl_->db.ask("SELECT f.number, filename, content_type, f.bytes FROM draft_files f JOIN drafts d ON draft"
                      " = d.number WHERE token_hash = ? ORDER BY f.number",
                      sha256_hex(token));
    while (row.next()) {
        auto bytes = row.text(3);
        const auto size = bytes.size();
        out.push_back({row.number(0), row.text(1), row.text(2), size, std::move(bytes)});
    }
    return out;
}

void Drafts::drop_draft_file(std::string_view token, std::int64_t number) {
    Transaction change(impl_->db);
    const auto draft = number_of_draft(impl_->db, token);
    if (!impl_->db.ask("SELECT 1 FROM draft_files WHERE draft = ? AND number = ?", draft, number).next()) return;
    impl_->db.run("UPDATE drafts SET bytes = bytes - (SELECT length(bytes) FROM draft_files WHERE draft = ?1 AND number"
                  " = ?2) WHERE number = ?1",
                  draft, number);
    impl_->db.run("DELETE FROM draft_files WHERE draft = ? AND number = ?", draft, number);
    impl_->set(words_to_erase, "yes");
    change.commit();
}

void Drafts::note_draft_sent(std::string_view token) {
    Transaction change(impl_->db);
    remove(impl_->db, number_of_draft(impl_->db, token));
    change.commit();
}

void Drafts::drop_draft(std::string_view token) {
    Transaction change(impl_->db);
    const auto draft = number_of_draft(impl_->db, token);
    if (draft == 0) return;
    remove(impl_->db, draft);
    impl_->set(words_to_erase, "yes");
    change.commit();
}

bool Drafts::forget_drafts(std::int64_t now_ms) {
    if (impl_->db.ask("SELECT 1 FROM drafts WHERE until_ms <= ? LIMIT 1", now_ms).next()) {
        Transaction change(impl_->db);
        std::vector<std::int64_t> over;
        for (auto row = impl_->db.ask("SELECT number FROM drafts WHERE until_ms <= ?", now_ms); row.next();)
            over.push_back(row.number(0));
        for (const auto draft : over) remove(impl_->db, draft);
        impl_->set(words_to_erase, "yes");
        change.commit();
    }
    return has_words_to_erase(impl_->db);
}

void Drafts::erase_dropped_drafts() {
    if (has_words_to_erase(impl_->db)) impl_->erase();
}

}  // namespace tangible
