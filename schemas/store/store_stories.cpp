// Stories, who may see them, what people decided of them, and the partnerships they belong to.
#include "schemas/ground/error.h"
#include "schemas/shapes/readable.h"
#include "schemas/store/store.h"
#include "schemas/store/store_impl.h"
#include <algorithm>
#include <sstream>

namespace tangible {
namespace {

// Words of `uses` stand between spaces; the own view asks nobody.
// As opens() of schemas/ground/readable.h has it.
constexpr char allowed[] =
    "SELECT reference FROM stories WHERE live = 1 AND (?1 = 'own' OR instr(' ' || uses || ' ', ' ' || ?1 || ' ')"
    " OR (?1 = 'research' AND instr(' ' || uses || ' ', ' publish '))) ORDER BY arrival, ordinal";

// What arrived meanwhile is not meant, so that a mass of it costs nothing: consent changes by a choice only.
constexpr char no_longer_allowed[] =
    "SELECT reference FROM stories WHERE revision > ?1 AND (live = 0 OR (?2 <> 'own' AND"
    " number IN (SELECT story FROM consents) AND NOT instr(' ' || uses || ' ', ' ' || ?2 || ' ')"
    " AND NOT (?2 = 'research' AND instr(' ' || uses || ' ', ' publish '))))";

std::vector<StoryId> references(Rows rows) {
    std::vector<StoryId> all;
    while (rows.next()) all.push_back(rows.text(0));
    return all;
}

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

constexpr char whole_story[] = "SELECT o.id, s.ordinal, s.wording, s.uses, s.given_ms, t.title, t.text, t.map, "
                               "t.language, t.channel, t.partnership, t.partners,"
                               " t.role, t.place, t.year, t.received_ms, t.cuts, t.attachments, t.problems, "
                               "t.asides, t.senders, s.number, s.came, s.opened, s.opened_ms"
                               " FROM stories s JOIN texts t ON t.story = s.number JOIN originals o USING (arrival) "
                               "WHERE s.reference = ? AND s.live = 1";

Story story_of(const StoryId& id, Consent consent, const Rows& row) {
    Story s;
    s.id = id;
    s.submission = row.text(0);
    s.ordinal = static_cast<std::uint32_t>(row.number(1));
    s.consent = std::move(consent);
    s.title = row.text(5);
    s.text = row.text(6);
    s.map = map_of(row.text(7));
    s.language = row.text(8);
    s.channel = channel_named(row.text(9));
    s.partnership = row.text(10);
    s.partners = strings_of(row.text(11));
    s.role = row.text(12);
    s.place = row.text(13);
    s.year = static_cast<int>(row.number(14));
    s.received_ms = row.number(15);
    s.cuts = cuts_of(row.text(16));
    s.attachments = attachments_of(row.text(17));
    s.problems = strings_of(row.text(18));
    s.asides = asides_of(row.text(19));
    s.senders = senders_of(row.text(20));
    s.came = row.number(22), s.opened = row.number(23), s.opened_ms = row.number(24);
    return s;
}

}  // namespace

// ---- reading ----

std::int64_t Store::Impl::story_at(std::int64_t arrival, std::int64_t ordinal) {
    if (auto known = db.ask("SELECT number FROM stories WHERE arrival = ? AND ordinal = ?", arrival, ordinal);
        known.next())
        return known.number(0);
    db.run("INSERT INTO stories (reference, arrival, ordinal) VALUES (?, ?, ?)", fresh_reference(), arrival, ordinal);
    return db.last_number();
}

void Store::Impl::put_text(std::int64_t number, const Story& s) {
    db.run("DELETE FROM texts WHERE story = ?", number);
    db.run("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", number, s.title, s.language,
           name(s.channel), s.partnership, column_of(s.partners), s.role, s.place, s.year, s.received_ms,
           column_of(s.cuts), column_of(s.attachments), column_of(s.problems), Blob{column_of(s.map)}, s.text,
           column_of(s.asides), column_of(s.senders));
}

void Store::Impl::put_story(std::int64_t arrival, std::int64_t ordinal, const Story& s) {
    const auto number = story_at(arrival, ordinal);
    const auto before = open_to(number);
    put_text(number, s);
    db.run("UPDATE stories SET uses = ?, wording = ?, given_ms = ? WHERE number = ?4 AND NOT EXISTS (SELECT 1 FROM "
           "consents WHERE story = ?4)",
           to_string(as_narrowed(arrival, s.consent.uses)), s.consent.wording, s.consent.given_ms, number);
    db.run("UPDATE stories SET live = copy_of IS NULL, follows = NULL, joined = NULL WHERE number = ?", number);
    touch(number);
    note_opened(number, before);
}

void Store::Impl::settled(std::int64_t arrival) {
    db.run("DELETE FROM parkings WHERE arrival = ?", arrival);
    db.run("UPDATE submissions SET state = 'read' WHERE arrival = ?", arrival);
}

Revision Store::put_stories(const std::string& submission, std::vector<Story> stories) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission)) {
        std::int64_t ordinal = 0;
        for (const auto& s : stories) impl_->put_story(*arrival, ordinal++, s);
        impl_->drop_stories(*arrival, ordinal);
        impl_->settled(*arrival);
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

void Store::Impl::add_follow_ups(Story& story, std::int64_t number) {
    auto row = db.ask("SELECT reference, received_ms, text, cuts, problems FROM stories JOIN texts ON story = number"
                      " WHERE follows = ? AND joined IS NOT NULL ORDER BY joined",
                      number);
    while (row.next()) {
        story.text += '\n';
        const auto begin = static_cast<std::uint32_t>(story.text.size());
        story.text += row.text(2);
        const auto end = static_cast<std::uint32_t>(story.text.size());
        story.follow_ups.push_back({row.text(0), row.number(1), {begin, end}});
        for (auto& cut : cuts_of(row.text(3))) story.cuts.push_back(std::move(cut));
        for (auto& problem : strings_of(row.text(4))) story.problems.push_back(std::move(problem));
    }
}

// ---- asking ----

std::optional<Story> Store::story(const StoryId& id, Use use) {
    auto row = impl_->db.ask(whole_story, id);
    if (!row.next()) return std::nullopt;
    Consent consent{row.text(2), uses_from(row.text(3)), row.number(4)};
    if (!opens(consent.uses, use)) return std::nullopt;
    // From here on the teller allows it.
    auto found = story_of(id, std::move(consent), row);
    impl_->add_follow_ups(found, row.number(21));
    return found;
}

std::vector<StoryId> Store::stories(Use use) { return references(impl_->db.ask(allowed, name(use))); }

std::vector<StoryId> Store::live() { return stories(Use::own); }

std::vector<StoryId> Store::stories_of(const std::string& submission) {
    const auto arrival = impl_->arrival_of(submission);
    if (!arrival) return {};
    return references(
        impl_->db.ask("SELECT reference FROM stories WHERE arrival = ? AND live = 1 ORDER BY ordinal", *arrival));
}

bool Store::was_public(const StoryId& id) {
    return impl_->db.ask("SELECT 1 FROM stories WHERE reference = ? AND shown = 1", id).next();
}

std::vector<StoryId> Store::closed_since(Revision since, Use use) {
    return references(impl_->db.ask(no_longer_allowed, since, name(use)));
}

// ---- judging ----

Revision Store::note(const Decision& d) {
    if (d.verdict == Verdict::suggested)
        throw Error(ErrorKind::usage, "a decision accepts, rejects or adds", "suggestions are computed, not stored");
    Transaction change(impl_->db);
    const auto story = impl_->number_of(d.story);
    if (!impl_->db.ask("SELECT 1 FROM stories WHERE number = ? AND live = 1", story).next())
        throw Error(ErrorKind::not_found, "story " + d.story + " is not there any more");
    impl_->db.run("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", impl_->next_judgement(), story,
                  d.theme, d.span.begin, d.span.end, d.quote, name(d.verdict), name(d.polarity), d.coder, d.edition,
                  d.decided_ms, d.hinted ? 1 : 0);
    impl_->touch(story);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::vector<Decision> Store::decisions(const StoryId& id) {
    return decisions_in(
        impl_->db.ask("SELECT reference, theme, span_begin, span_end, quote, verdict, polarity, coder, edition, "
                      "decided_ms, hinted, noted"
                      " FROM decisions JOIN stories ON number = story WHERE reference = ? AND live = 1 ORDER BY noted",
                      id));
}

std::vector<Decision> Store::decisions(Use use, std::string_view theme) {
    return decisions_in(impl_->db.ask("SELECT reference, theme, span_begin, span_end, quote, verdict, polarity, coder, "
                                      "edition, decided_ms, hinted, noted"
                                      " FROM decisions JOIN stories ON number = story WHERE live = 1"
                                      " AND (?1 = 'own' OR instr(' ' || uses || ' ', ' ' || ?1 || ' '))"
                                      " AND (?2 = '' OR theme = ?2) ORDER BY noted",
                                      name(use), theme));
}

void Store::note(const ReadThrough& r) {
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

std::vector<ReadThrough> Store::read_through(const StoryId& id) {
    return read_through_in(impl_->db.ask(
        "SELECT reference, coder, r.edition, drawn, blind, done_ms, coalesce(themes, ''), r.noted FROM read_through r"
        " JOIN stories ON number = story LEFT JOIN editions e ON e.edition = r.edition"
        " WHERE reference = ? AND live = 1 ORDER BY r.noted, done_ms, coder",
        id));
}

std::vector<ReadThrough> Store::read_through(Use use) {
    return read_through_in(impl_->db.ask(
        "SELECT reference, coder, r.edition, drawn, blind, done_ms, coalesce(themes, ''), r.noted FROM read_through r"
        " JOIN stories ON number = story LEFT JOIN editions e ON e.edition = r.edition WHERE live = 1"
        " AND (?1 = 'own' OR instr(' ' || uses || ' ', ' ' || ?1 || ' ')) ORDER BY r.noted, done_ms, story, coder",
        name(use)));
}

// ---- partnerships ----

Revision Store::put(const Partnership& p) {
    Transaction change(impl_->db);
    auto all = partnerships();
    if (std::find(all.begin(), all.end(), p) != all.end()) return revision();
    impl_->db.run("INSERT OR REPLACE INTO partnerships VALUES (?, ?, ?, ?, ?, ?, ?)", p.id, p.name, p.place, p.began,
                  p.ended, p.grant, column_of(p.partners));
    std::vector<std::int64_t> stories;
    for (auto row = impl_->db.ask("SELECT story FROM texts WHERE partnership = ?", p.id); row.next();)
        stories.push_back(row.number(0));
    for (auto story : stories) impl_->touch(story);
    const auto now = stories.empty() ? impl_->next_revision() : revision();
    change.commit();
    return now;
}

bool Store::drop_partnership(const std::string& id) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM partnerships WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM texts WHERE partnership = ?1)",
                  id);
    const bool gone = !impl_->db.ask("SELECT 1 FROM partnerships WHERE id = ?", id).next();
    if (gone) impl_->next_revision();
    change.commit();
    return gone;
}

bool Store::has_stories_besides(const std::vector<StoryId>& references) {
    return impl_->db
        .ask("SELECT 1 FROM stories WHERE live = 1 AND instr(' ' || uses || ' ', ' publish ')"
             " AND arrival NOT IN (SELECT arrival FROM stories"
             " WHERE reference IN (SELECT value FROM json_each(?))) LIMIT 1",
             column_of(references))
        .next();
}

std::vector<Partnership> Store::partnerships() {
    std::vector<Partnership> all;
    auto row = impl_->db.ask("SELECT id, name, place, began, ended, grant_id, partners FROM partnerships ORDER BY id");
    while (row.next())
        all.push_back({row.text(0), row.text(1), row.text(2), static_cast<int>(row.number(3)),
                       static_cast<int>(row.number(4)), row.text(5), partners_of(row.text(6))});
    return all;
}

}  // namespace tangible
