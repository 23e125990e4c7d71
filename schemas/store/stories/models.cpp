// What was learned from people's decisions. A model is learned outside any transaction, for seconds or minutes;
// put_model() then checks that no story it may have read was withdrawn meanwhile.
#include "schemas/store/stories/models.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {
namespace {

constexpr std::int64_t models_kept = 3;

// Returns whether a story was withdrawn or closed to the team, or words of it were hidden, after this revision. The
// model may have been learned from it, and must then not be kept.
bool taken_back_since(Connection& db, std::int64_t revision) {
    return db
        .ask("SELECT 1 FROM stories WHERE revision > ? AND (live = 0 OR NOT instr(' ' || uses || ' ', ' team ')"
             " OR number IN (SELECT story FROM redactions WHERE instead IS NOT NULL))",
             revision)
        .next();
}

void put_hinted(Connection& db, const std::vector<Hinted>& hinted, std::int64_t model) {
    db.run("DELETE FROM hinted");
    for (const auto& h : hinted)
        db.run("INSERT INTO hinted SELECT number, ?, ?, ? FROM stories WHERE reference = ?", h.theme, h.chance, model,
               h.story);
}

std::vector<RuleRecord> rules_in(Rows row) {
    std::vector<RuleRecord> out;
    while (row.next())
        out.push_back({row.text(0), row.text(1), static_cast<std::uint32_t>(row.number(2)),
                       static_cast<std::uint32_t>(row.number(3)), row.number(4) != 0});
    return out;
}

std::vector<RuleRecord> demoted_of(Connection& db) {
    return rules_in(db.ask("SELECT theme, cue, 0, 0, 1 FROM rules WHERE demoted = 1 ORDER BY theme, cue"));
}

void put_rules(Connection& db, const std::vector<RuleRecord>& rules) {
    const auto before = demoted_of(db);
    db.run("DELETE FROM rules");
    for (const auto& r : rules)
        db.run("INSERT INTO rules VALUES (?, ?, ?, ?, ?)", r.theme, r.cue, r.kept, r.decided, r.demoted ? 1 : 0);
    if (demoted_of(db) != before) db.run("UPDATE head SET demotions = demotions + 1, revision = revision + 1");
}

}  // namespace

std::int64_t Models::put_model(const Learned& model) {
    auto& db = impl_->db;
    Transaction change(db);
    if (taken_back_since(db, model.revision)) return 0;
    db.run("INSERT INTO models (edition, made_ms, revision, last_decision, bytes) VALUES (?, ?, ?, ?, ?)",
           model.edition, model.made_ms, model.revision, model.last_judgement, Blob{model.bytes});
    const auto number = db.last_number();
    db.run("DELETE FROM models WHERE number <= ?", number - models_kept);
    put_hinted(db, model.hinted, number);
    put_rules(db, model.rules);
    change.commit();
    return number;
}

std::int64_t Models::latest_model() {
    auto row = impl_->db.ask("SELECT max(number) FROM models");
    return row.next() ? row.number(0) : 0;
}

std::optional<Learned> Models::about_latest_model() {
    auto row = impl_->db.ask(
        "SELECT number, edition, made_ms, revision, last_decision FROM models ORDER BY number DESC LIMIT 1");
    if (!row.next()) return std::nullopt;
    return Learned{row.number(0), row.text(1), row.number(2), row.number(3), row.number(4), ""};
}

std::optional<Learned> Models::model(std::int64_t number) {
    auto row = impl_->db.ask(
        "SELECT number, edition, made_ms, revision, last_decision, bytes FROM models WHERE number = ?", number);
    if (!row.next()) return std::nullopt;
    return Learned{row.number(0), row.text(1), row.number(2), row.number(3), row.number(4), row.text(5)};
}

std::vector<Hinted> Models::hinted(std::string_view theme, std::size_t limit) {
    auto row = impl_->db.ask("SELECT reference, chance FROM hinted JOIN stories ON number = story WHERE theme = ?"
                             " AND live = 1 AND instr(' ' || uses || ' ', ' team ')"
                             " ORDER BY chance DESC, reference LIMIT ?",
                             theme, static_cast<std::int64_t>(limit));
    std::vector<Hinted> out;
    while (row.next()) out.push_back({row.text(0), std::string(theme), row.number(1)});
    return out;
}

std::vector<RuleRecord> Models::rules() {
    return rules_in(impl_->db.ask("SELECT theme, cue, kept, decided, demoted FROM rules ORDER BY theme, cue"));
}

std::int64_t Models::demotions() {
    auto row = impl_->db.ask("SELECT demotions FROM head");
    return row.next() ? row.number(0) : 0;
}

}  // namespace tangible
