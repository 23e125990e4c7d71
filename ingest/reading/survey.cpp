// Turns the rows of a survey into submissions. Columns compares the header with the map: every column must be used or
// ignored, so that nothing is lost silently. Rows writes each row as a small CSV and reads that back at once with
// read_table() and admit(), just as it will be read later; a dry run therefore shows the real problems.
//
// Each row needs a key that stays the same in later exports: its id when the map names a column of ids, else a hash of
// its words.
#include "ingest/reading/survey.h"
#include "ingest/reading/admit.h"
#include "ingest/reading/drafts.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/limit_text.h"
#include "schemas/store/store.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <cctype>
#include <map>

namespace tangible::ingest {
namespace {

/// As many as read_table() takes; and how much of a column's name a message repeats.
constexpr std::size_t max_rows = 10'000, max_named_bytes = 80;
/// The columns of the small CSV, as read_table() knows them. row() must write its cells in this order.
const Row our_columns = {"id", "title", "story", "partnership", "partners", "role", "place", "year", "consent"};

/// A cell as one line of normal text.
std::string named(std::string_view cell) {
    std::string text = normal(cell).text;
    std::ranges::replace(text, '\n', ' ');
    return text;
}

/// A cell in the form in which answers are compared: programs export the same answer with or without a capital.
std::string folded(std::string_view cell) { return lower_ascii(named(cell)); }

std::string quoted(const std::string& name) { return "'" + name.substr(0, max_named_bytes) + "'"; }

/// The year in "2019", "2019-03-04", "4 March 2019", "04/03/2019 10:15"; "" when there is none.
std::string year_within(const std::string& text) {
    auto digit = [&](std::size_t i) { return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])); };
    for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
        for (end = at; digit(end);) ++end;
        if (year_in(std::string_view(text).substr(at, end - at)) != 0) return text.substr(at, end - at);
    }
    return "";
}

/// The columns of a table and what the map says about each.
class Columns {
public:
    Columns(const Row& header, const TableMap& map) {
        for (const std::string& cell : header) names_.push_back(named(cell));
        for (const auto& q : map.story)
            use(q.column, q.heading.empty() ? "story" : "story, under " + quoted(q.heading));
        use(map.id, "names the row");
        for (auto [column, what] : {std::pair{&map.title, "title"},
                                    {&map.partnership, "partnership"},
                                    {&map.partners, "partners"},
                                    {&map.role, "role"},
                                    {&map.place, "place"},
                                    {&map.year, "year"},
                                    {&map.consent, "consent"}})
            use(column->name, what);
        for (const std::string& name : map.ignored) use(name, "ignored");
    }

    /// Returns what is wrong with the header, or "". `rows` are those below it.
    std::string trouble(const std::vector<Row>& rows) const {
        std::string left_over;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (names_[i].empty() &&
                std::ranges::any_of(rows, [&](const Row& r) { return i < r.size() && !named(r[i]).empty(); }))
                return "column " + std::to_string(i + 1) + " has answers, but no name in the first row";
            if (!names_[i].empty() && std::ranges::count(names_, names_[i]) > 1)
                return "two columns are called " + quoted(names_[i]);
        }
        for (const auto& [name, what] : uses_)
            if (std::ranges::find(names_, name) == names_.end())
                return "there is no column " + quoted(name) + " in the first row" +
                       yaml::did_you_mean(name, {names_.begin(), names_.end()});
        for (const std::string& name : names_)
            if (!name.empty() && !uses_.contains(name)) left_over += (left_over.empty() ? "" : ", ") + quoted(name);
        return left_over.empty() ? "" : "these columns are neither used nor ignored by the map: " + left_over;
    }

    /// Returns a sentence for each column that says how it is used.
    std::vector<std::string> described() const {
        std::vector<std::string> all;
        for (const std::string& name : names_)
            if (!name.empty()) all.push_back(quoted(name) + ": " + uses_.at(name));
        return all;
    }

    /// The cell of a row in a column, or "".
    std::string cell(const Row& row, const std::string& column) const {
        auto found = std::ranges::find(names_, named(column));
        auto at = static_cast<std::size_t>(found - names_.begin());
        return column.empty() || at >= row.size() ? "" : row[at];
    }

private:
    /// Notes what a column is for. The first use stays: a column may answer two questions.
    void use(const std::string& column, const std::string& what) {
        if (!column.empty()) uses_.emplace(named(column), what);
    }

    std::vector<std::string> names_;
    std::map<std::string, std::string> uses_;
};

/// Translates an answer into our words; nullopt when the map does not list it.
std::optional<std::string> ours(const TableMap::Column& column, const std::string& answer) {
    for (const auto& [theirs, word] : column.answers)
        if (folded(theirs) == folded(answer)) return word;
    return std::nullopt;
}

/// Makes submissions of rows. Keeps what it has seen, to notice ids that occur twice.
class Rows {
public:
    Rows(const Columns& columns, const TableMap& map) : columns_(columns), map_(map) {}

    /// Makes the submission of one row, or says in `trouble` why there is none. Fills `shown` for the first story.
    SurveyRow row(const Row& from, std::size_t number, std::string* shown) {
        SurveyRow made;
        made.number = std::to_string(number);
        const std::string story = words(from);
        if (normal(story).text.empty()) made.trouble = "The row has no story.";
        const std::string name = key(from, story, made);
        if (!made.trouble.empty()) return made;
        made.partnership = answer(from, map_.partnership, "partnership", made);
        made.bytes = csv_of({our_columns,
                             {name, named(columns_.cell(from, map_.title.name)), story, made.partnership,
                              partners(from, made), answer(from, map_.role, "role", made),
                              named(columns_.cell(from, map_.place.name)), year(from), consent(from)}});
        check(made, shown);
        return made;
    }

private:
    /// The story of a row: the answers that make it up, each below its heading.
    std::string words(const Row& from) const {
        std::string story;
        for (const auto& q : map_.story) {
            const std::string told = columns_.cell(from, q.column);
            if (normal(told).text.empty()) continue;
            if (!q.heading.empty()) story += q.heading + "\n";
            story += told + "\n";
        }
        return story;
    }

    /// Sets the row's key. Returns what goes into the "id" cell, so that the bytes differ from those of another row
    /// with the same words. Without a column of ids the key is a hash of the words and a count: the second row with the
    /// same words is another teller's story.
    std::string key(const Row& from, const std::string& story, SurveyRow& made) {
        std::string name;
        if (map_.id.empty()) {
            const std::string digest = sha256_hex(normal(story).text);
            const std::string before = std::to_string(copies_[digest]++);
            name = before;
            made.key = "survey\n" + map_.survey + "\nwords\n" + digest + "\n" + before;
        } else {
            name = named(columns_.cell(from, map_.id));
            if (name.empty()) {
                made.trouble = "The row has no id in the column " + quoted(map_.id) + ".";
                return name;
            }
            const auto [first, is_new] = seen_.emplace(name, made.number);
            if (!is_new) made.trouble = "The row has the same id as row " + first->second + ".";
            made.key = "survey\n" + map_.survey + "\nid\n" + name;
        }
        return map_.survey + " " + name;
    }

    /// The answer of a row in our words; one that the map does not know is left out, with a remark.
    std::string answer(const Row& from, const TableMap::Column& column, const char* what, SurveyRow& made) const {
        const std::string said = columns_.cell(from, column.name);
        if (auto known = ours(column, said)) return *known;
        if (column.answers.empty() || named(said).empty()) return named(said);
        made.remarks.push_back(std::string("The ") + what + " in this row could not be understood and is left out.");
        return "";
    }

    /// The types of partners in our words: the whole cell when the map lists it, else each of its parts (, ; | or a
    /// line end).
    std::string partners(const Row& from, SurveyRow& made) const {
        const std::string said = columns_.cell(from, map_.partners.name);
        if (auto known = ours(map_.partners, said)) return *known;
        std::string all;
        for (std::size_t at = 0, end; at < said.size(); at = end + 1) {
            end = std::min(said.find_first_of(",;|\n", at), said.size());
            const std::string one = named(said.substr(at, end - at));
            auto known = map_.partners.answers.empty() ? one : ours(map_.partners, one);
            if (!known && !one.empty())
                made.remarks.push_back("A partner in this row could not be understood and is left out.");
            if (known && !known->empty()) all += (all.empty() ? "" : ";") + *known;
        }
        return all;
    }

    /// The year in a cell. A cell without one is passed on as it is, so that read_table() notes the problem with the
    /// story.
    std::string year(const Row& from) const {
        const std::string said = named(columns_.cell(from, map_.year.name)), found = year_within(said);
        return found.empty() ? said : found;
    }

    /// The uses that a row allows. For an answer that the map does not know, returns a word that read_table() does not
    /// know either: it then allows nothing and notes the problem with the story.
    std::string consent(const Row& from) const {
        if (map_.consent.name.empty()) return "";
        return ours(map_.consent, columns_.cell(from, map_.consent.name)).value_or("not-understood");
    }

    /// Reads the submission just as it will be read later, and takes over its problems and its consent.
    void check(SurveyRow& made, std::string* shown) const {
        Submission submission;
        submission.channel = Channel::batch;
        submission.media_type = "text/csv";
        submission.bytes = made.bytes;
        submission.details = map_.defaults;
        Reading reading = read_table(submission, Kind::csv);
        if (auto* refused = std::get_if<Rejection>(&reading)) return void(made.trouble = refused->detail);
        Draft draft = std::get<std::vector<Draft>>(reading).front();
        made.remarks.insert(made.remarks.end(), draft.problems.begin(), draft.problems.end());
        const int year = draft.details.year != 0 ? draft.details.year : map_.defaults.year;
        if (const auto& said = draft.details.consent ? draft.details.consent : map_.defaults.consent)
            made.uses = closed(said->uses);
        Admission admission = admit(submission, std::move(draft), 0, {});
        if (auto* refused = std::get_if<Rejection>(&admission)) return void(made.trouble = refused->detail);
        if (shown->empty()) *shown = seen_by_people(std::get<Story>(admission), made.partnership, year);
    }

    /// Writes a story as a dry run shows it.
    std::string seen_by_people(const Story& story, const std::string& partnership, int year) const {
        std::string partners;
        for (const std::string& p : story.partners) partners += (partners.empty() ? "" : ", ") + p;
        const std::string& named_partnership = partnership.empty() ? map_.defaults.partnership : partnership;
        const std::string uses = to_string(story.consent.uses);
        std::string all;
        for (const auto& [what, value] :
             std::initializer_list<std::pair<const char*, std::string>>{{"title", story.title},
                                                                        {"partnership", named_partnership},
                                                                        {"partners", partners},
                                                                        {"role", story.role},
                                                                        {"place", story.place},
                                                                        {"year", year != 0 ? std::to_string(year) : ""},
                                                                        {"consent", uses.empty() ? "nothing" : uses}})
            if (!value.empty()) all += std::string(what) + ": " + value + "\n";
        return all + "\n" + story.text + "\n";
    }

    const Columns& columns_;
    const TableMap& map_;
    // How often the same words occurred so far, by their hash; the row in which each id occurred.
    std::map<std::string, std::size_t> copies_;
    std::map<std::string, std::string> seen_;
};

}  // namespace

Survey survey_of(const std::vector<Row>& rows, const TableMap& map) {
    Survey survey;
    auto fail = [&](const std::string& what, const std::string& hint) {
        survey.trouble = what, survey.hint = hint;
        return survey;
    };
    auto header = std::ranges::find_if_not(rows, is_blank);
    if (header == rows.end()) return fail("the table is empty", "its first row names the columns");
    const Columns columns(*header, map);
    const std::vector<Row> below(header + 1, rows.end());
    if (std::string what = columns.trouble(below); !what.empty())
        return fail(
            what, "the first row names the columns; say in the map what each column is for, or list it under 'ignore'");
    // From here on every column has a name, and the map knows it.
    const auto told = below.size() - static_cast<std::size_t>(std::ranges::count_if(below, is_blank));
    if (told == 0)
        return fail("the table has no rows below the names of its columns", "export the table with the answers");
    if (told > max_rows)
        return fail("the table has more than " + in_digits(max_rows) + " rows", "split it into several files");
    survey.columns = columns.described();
    Rows made(columns, map);
    auto number = static_cast<std::size_t>(header - rows.begin()) + 1;
    for (const Row& row : below)
        if (++number; !is_blank(row)) survey.rows.push_back(made.row(row, number, &survey.first));
    return survey;
}

}  // namespace tangible::ingest
