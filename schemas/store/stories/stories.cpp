// Stories of submissions that were read, and who may see them. A story's text leaves the store only through story() or
// additions(), which ask for a use and compare it with the teller's consent.
#include "schemas/store/stories/stories.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/shapes/readable.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {
namespace {

// The same rule as opens() of schemas/shapes/readable.h, in SQL. `uses` is words with spaces between ("team research"),
// hence the search for ' team '. Use::own needs no consent: it is for rebuilding the index and for tellers themselves.
constexpr char allowed[] =
    "SELECT reference FROM stories WHERE live = 1 AND (?1 = 'own' OR instr(' ' || uses || ' ', ' ' || ?1 || ' ')"
    " OR (?1 = 'research' AND instr(' ' || uses || ' ', ' publish '))) ORDER BY arrival, ordinal";

// Looks at changed stories only, and among the live ones only at those with a row in `consents` or `moderations`: only
// a teller's choice or a moderator closes a story. New arrivals are skipped by that, so many of them cost nothing.
constexpr char no_longer_allowed[] =
    "SELECT reference FROM stories WHERE revision > ?1 AND (live = 0 OR (?2 <> 'own' AND"
    " (number IN (SELECT story FROM consents) OR number IN (SELECT story FROM moderations)) AND NOT instr(' ' || uses "
    "|| ' ', ' ' || ?2 || ' ')"
    " AND NOT (?2 = 'research' AND instr(' ' || uses || ' ', ' publish '))))";

std::vector<StoryId> references(Rows rows) {
    std::vector<StoryId> all;
    while (rows.next()) all.push_back(rows.text(0));
    return all;
}

constexpr char whole_story[] = "SELECT o.id, s.ordinal, s.wording, s.uses, s.given_ms, t.title, t.text, t.map, "
                               "t.language, t.channel, t.partnership, t.partners,"
                               " t.role, t.place, t.year, t.received_ms, t.cuts, t.attachments, t.problems, "
                               "t.asides, t.senders, s.number, s.came, s.opened, s.opened_ms, s.chosen, s.moderation, "
                               "t.answers, t.told_by"
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
    s.chosen = uses_from(row.text(25));
    s.moderation = moderation_named(row.text(26));
    s.answers = answers_of(row.text(27));
    s.told_by = row.text(28);
    return s;
}

}  // namespace

// ---- reading ----

// A submission may hold several stories (a table, a batch); `ordinal` counts them from 0. A story keeps number and
// reference when its submission is read again, so that links and decisions stay valid.
std::int64_t StoreImpl::story_at(std::int64_t arrival, std::int64_t ordinal) {
    if (auto known = db.ask("SELECT number FROM stories WHERE arrival = ? AND ordinal = ?", arrival, ordinal);
        known.next())
        return known.number(0);
    db.run("INSERT INTO stories (reference, arrival, ordinal) VALUES (?, ?, ?)", fresh_reference(), arrival, ordinal);
    return db.last_number();
}

void StoreImpl::put_text(std::int64_t number, const Story& s) {
    db.run("DELETE FROM texts WHERE story = ?", number);
    db.run("INSERT INTO texts (story, title, language, channel, partnership, partners, role, place, year, received_ms,"
           " cuts, attachments, problems, map, text, asides, senders, answers, told_by)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           number, s.title, s.language, name(s.channel), s.partnership, column_of(s.partners), s.role, s.place, s.year,
           s.received_ms, column_of(s.cuts), column_of(s.attachments), column_of(s.problems), Blob{column_of(s.map)},
           s.text, column_of(s.asides), column_of(s.senders), column_of(s.answers), s.told_by);
}

bool StoreImpl::has_text(std::int64_t number) { return db.ask("SELECT 1 FROM texts WHERE story = ?", number).next(); }

bool StoreImpl::has_text(std::int64_t number, const Story& s) {
    return db.ask("SELECT 1 FROM texts WHERE story = ? AND title = ? AND text = ?", number, s.title, s.text).next();
}

// Replaces the text; sets consent unless the teller chose it by link; makes the story live unless it is a copy, and an
// independent story if it was an addition.
void StoreImpl::put_story(std::int64_t arrival, std::int64_t ordinal, Story s) {
    const auto number = story_at(arrival, ordinal);
    const auto before = open_to(number);
    apply_correction(arrival, ordinal, s);
    note_reading(number, s);
    const auto judged = judged_text(number);
    put_text(number, s);
    carry_judgements(number, judged);
    db.run("UPDATE stories SET chosen = ?, wording = ?, given_ms = ? WHERE number = ?4 AND NOT EXISTS (SELECT 1 FROM "
           "consents WHERE story = ?4)",
           to_string(as_narrowed(arrival, s.consent.uses)), s.consent.wording, s.consent.given_ms, number);
    enforce(number);
    db.run("UPDATE stories SET live = copy_of IS NULL, follows = NULL, joined = NULL WHERE number = ?", number);
    note_arrival(number, s);
    touch(number);
    note_opened(number, before);
}

void StoreImpl::settled(std::int64_t arrival) {
    db.run("DELETE FROM parkings WHERE arrival = ?", arrival);
    db.run("UPDATE submissions SET state = 'read' WHERE arrival = ?", arrival);
}

Revision Stories::put_stories(const std::string& submission, std::vector<Story> stories) {
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

void StoreImpl::add_follow_ups(Story& story, std::int64_t number) {
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

std::optional<Story> Stories::story(const StoryId& id, Use use) {
    auto row = impl_->db.ask(whole_story, id);
    if (!row.next()) return std::nullopt;
    Consent consent{row.text(2), uses_from(row.text(3)), row.number(4)};
    if (!opens(consent.uses, use)) return std::nullopt;
    // From here on the teller's consent allows the use.
    auto found = story_of(id, std::move(consent), row);
    impl_->add_follow_ups(found, row.number(21));
    impl_->redact(found, row.number(21));
    return found;
}

std::optional<Story> StoreImpl::kept_story(const StoryId& id) {
    auto row = db.ask(whole_story, id);
    if (!row.next()) return std::nullopt;
    auto found = story_of(id, {row.text(2), uses_from(row.text(3)), row.number(4)}, row);
    add_follow_ups(found, row.number(21));
    return found;
}

std::optional<Story> Stories::original(const StoryId& id, Use use) {
    if (use != Use::own && use != Use::team)
        throw Error(ErrorKind::usage, "only the teller and the team read a story without its redactions");
    auto found = impl_->kept_story(id);
    if (found && !opens(found->consent.uses, use)) return std::nullopt;
    return found;
}

std::vector<StoryId> Stories::stories(Use use) { return references(impl_->db.ask(allowed, name(use))); }

std::vector<StoryId> Stories::live() { return stories(Use::own); }

std::vector<StoryId> Stories::stories_of(const std::string& submission) {
    const auto arrival = impl_->arrival_of(submission);
    if (!arrival) return {};
    return references(
        impl_->db.ask("SELECT reference FROM stories WHERE arrival = ? AND live = 1 ORDER BY ordinal", *arrival));
}

bool Stories::was_public(const StoryId& id) {
    return impl_->db.ask("SELECT 1 FROM stories WHERE reference = ? AND shown = 1", id).next();
}

std::vector<StoryId> Stories::closed_since(Revision since, Use use) {
    return references(impl_->db.ask(no_longer_allowed, since, name(use)));
}

}  // namespace tangible
