// Verdicts, and stories that people read to the end. Both take the next number of one sequence, so that a model can say
// up to which judgement it has learned. A later verdict on a passage does not delete an earlier one
// (schemas/shapes/coding.h settles them); only undo() deletes, and takes a number as well.
#include "schemas/store/stories/judgements.h"
#include "schemas/ground/error.h"
#include "schemas/store/common/store_impl.h"
#include <sstream>

namespace tangible {
namespace {

// Stories with hidden words, for as_shown(): one of them, or all.
constexpr char redacted_story[] = "SELECT reference, number FROM stories WHERE reference = ? AND number IN"
                                  " (SELECT story FROM redactions WHERE instead IS NOT NULL AND field = 'text')";
constexpr char redacted_stories[] = "SELECT reference, number FROM stories WHERE number IN"
                                    " (SELECT story FROM redactions WHERE instead IS NOT NULL AND field = 'text')";

Polarity polarity_named(std::string_view word) {
    for (auto p : {Polarity::supports, Polarity::against})
        if (name(p) == word) return p;
    return Polarity::unstated;
}

std::vector<Decision> decisions_in(Rows row) {
    std::vector<Decision> all;
    while (row.next())
        all.push_back({row.text(0),
                       row.text(1),
                       {static_cast<std::uint32_t>(row.number(2)), static_cast<std::uint32_t>(row.number(3))},
                       row.text(4),
                       verdict_named(row.text(5)),
                       polarity_named(row.text(6)),
                       row.text(7),
                       row.text(8),
                       row.number(9),
                       row.number(10) != 0,
                       row.number(11)});
    return all;
}

/// Returns the lines of a text; a codebook edition's themes are stored as one on each line.
std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

std::vector<ReadThrough> read_through_in(Rows row) {
    std::vector<ReadThrough> all;
    while (row.next())
        all.push_back({row.text(0), row.text(1), row.text(2), row.number(3) != 0, row.number(4) != 0, row.number(5),
                       lines_in(row.text(6)), row.number(7)});
    return all;
}

}  // namespace

Revision Judgements::note(const Decision& made) {
    if (!is_decision(made.verdict))
        throw Error(ErrorKind::usage, "a decision accepts, rejects or adds", "suggestions are computed, not stored");
    Transaction change(impl_->db);
    const auto story = impl_->number_of(made.story);
    if (!impl_->db.ask("SELECT 1 FROM stories WHERE number = ? AND live = 1", story).next())
        throw Error(ErrorKind::not_found, "story " + made.story + " is not there any more");
    const auto d = impl_->as_kept(made);
    impl_->db.run("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", impl_->next_judgement(), story,
                  d.theme, d.span.begin, d.span.end, d.quote, name(d.verdict), name(d.polarity), d.coder, d.edition,
                  d.decided_ms, d.hinted ? 1 : 0);
    impl_->touch(story);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::optional<Decision> Judgements::undo(const StoryId& id, std::string_view coder) {
    Transaction change(impl_->db);
    std::int64_t read = 0;
    for (const auto& r : read_through(id))
        if (r.coder == coder) read = r.noted;
    auto all = decisions(id);
    std::erase_if(all, [&](const Decision& d) { return d.coder != coder || d.noted < read; });
    if (all.empty()) return std::nullopt;
    impl_->next_judgement();  // so that a model sees that something changed
    impl_->db.run("DELETE FROM decisions WHERE noted = ?", all.back().noted);
    impl_->touch(impl_->number_of(id));
    change.commit();
    return std::move(all.back());
}

std::vector<Decision> Judgements::decisions(const StoryId& id) {
    auto all = decisions_in(
        impl_->db.ask("SELECT reference, theme, span_begin, span_end, quote, verdict, polarity, coder, edition, "
                      "decided_ms, hinted, noted"
                      " FROM decisions JOIN stories ON number = story WHERE reference = ? AND live = 1 ORDER BY noted",
                      id));
    impl_->as_shown(all, impl_->db.ask(redacted_story, id));
    return all;
}

std::vector<Decision> Judgements::decisions(Use use, std::string_view theme) {
    auto all =
        decisions_in(impl_->db.ask("SELECT reference, theme, span_begin, span_end, quote, verdict, polarity, coder, "
                                   "edition, decided_ms, hinted, noted"
                                   " FROM decisions JOIN stories ON number = story WHERE live = 1"
                                   " AND (?1 = 'own' OR instr(' ' || uses || ' ', ' ' || ?1 || ' ')"
                                   " OR (?1 = 'research' AND instr(' ' || uses || ' ', ' publish ')))"
                                   " AND (?2 = '' OR theme = ?2) ORDER BY noted",
                                   name(use), theme));
    impl_->as_shown(all, impl_->db.ask(redacted_stories));
    return all;
}

void Judgements::note(const ReadThrough& r) {
    Transaction change(impl_->db);
    const auto story = impl_->number_of(r.story);
    if (impl_->db.ask("SELECT 1 FROM read_through WHERE story = ? AND coder = ?", story, r.coder).next()) return;
    impl_->db.run("INSERT INTO read_through SELECT number, ?, ?, ?, ?, ?, ? FROM stories WHERE number = ? AND live = 1",
                  r.coder, r.drawn ? 1 : 0, r.blind ? 1 : 0, r.edition, r.done_ms, impl_->next_judgement(), story);
    std::string themes;
    for (const auto& t : r.themes) themes += t + "\n";
    impl_->db.run("INSERT INTO editions VALUES (?, ?) ON CONFLICT DO NOTHING", r.edition, themes);
    change.commit();
}

std::vector<ReadThrough> Judgements::read_through(const StoryId& id) {
    return read_through_in(impl_->db.ask(
        "SELECT reference, coder, r.edition, drawn, blind, done_ms, coalesce(themes, ''), r.noted FROM read_through r"
        " JOIN stories ON number = story LEFT JOIN editions e ON e.edition = r.edition"
        " WHERE reference = ? AND live = 1 ORDER BY r.noted, done_ms, coder",
        id));
}

std::vector<ReadThrough> Judgements::read_through(Use use) {
    return read_through_in(impl_->db.ask(
        "SELECT reference, coder, r.edition, drawn, blind, done_ms, coalesce(themes, ''), r.noted FROM read_through r"
        " JOIN stories ON number = story LEFT JOIN editions e ON e.edition = r.edition WHERE live = 1"
        " AND (?1 = 'own' OR instr(' ' || uses || ' ', ' ' || ?1 || ' ')"
        " OR (?1 = 'research' AND instr(' ' || uses || ' ', ' publish '))) ORDER BY r.noted, done_ms, story, coder",
        name(use)));
}

std::int64_t Judgements::last_judgement() {
    auto row = impl_->db.ask("SELECT judged FROM head");
    return row.next() ? row.number(0) : 0;
}

}  // namespace tangible
