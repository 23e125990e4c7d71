// Reads a table with one story in each row. The first row names the columns by our own names; a survey with other names
// goes through survey.cpp first, which writes such a table.
#include "ingest/reading/drafts.h"
#include "ingest/tables/table.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace tangible::ingest {
namespace {

/// As many as one submission can sensibly hold; and how much of an unknown heading a message repeats.
constexpr std::size_t max_stories = 10'000, max_named_bytes = 40;
using Columns = std::map<std::string, std::size_t, std::less<>>;

/// Headings that we know, and the column that each means.
struct Known {
    std::string_view heading, column;
};
constexpr std::array known = {
    Known{"story", "story"},       Known{"text", "story"},
    Known{"title", "title"},       Known{"year", "year"},
    Known{"place", "place"},       Known{"partnership", "partnership"},
    Known{"partners", "partners"}, Known{"role", "role"},
    Known{"consent", "consent"},   Known{"id", "id"},  // names a row, and says nothing of its story
};

/// A heading as it is compared: normal, in lower case.
std::string heading(std::string_view cell) { return lower_ascii(normal(cell).text); }

/// A sentence about an unknown column, with the nearest heading that we know.
std::string column_not_known(const std::string& heading) {
    std::vector<std::string_view> headings;
    for (const Known& k : known) headings.push_back(k.heading);
    std::string near = yaml::nearest(heading, headings);
    std::string text = "The column '" + heading.substr(0, max_named_bytes) + "' is unknown";
    return text + (near.empty() ? "." : " (did you mean '" + near + "'?).");
}

/// Maps columns to their positions. A column that occurs twice counts where it stands first.
Columns columns_of(const Row& first, std::vector<std::string>& problems) {
    Columns columns;
    for (std::size_t i = 0; i < first.size(); ++i) {
        std::string name = heading(first[i]);
        auto found = std::ranges::find(known, name, &Known::heading);
        if (found != known.end())
            columns.emplace(found->column, i);
        else if (!name.empty())
            problems.push_back(column_not_known(name));
    }
    return columns;
}

/// The cell of a row in a column, or "" when the row is too short or there is no such column.
std::string cell(const Row& row, const Columns& columns, std::string_view column) {
    auto found = columns.find(column);
    return found == columns.end() || found->second >= row.size() ? "" : row[found->second];
}

/// Splits a cell at any of `separators` and at line ends; leaves out blank words.
std::vector<std::string> words(std::string text, std::string_view separators) {
    std::vector<std::string> all;
    for (char& c : text)
        if (separators.find(c) != separators.npos) c = '\n';
    std::string lines = normal(text).text + '\n';
    for (std::size_t at = 0, end; (end = lines.find('\n', at)) != lines.npos; at = end + 1)
        if (end > at) all.push_back(lines.substr(at, end - at));
    return all;
}

/// Returns the consent that a row gives. When a word in it is unknown, nothing is allowed: it might have been a
/// refusal. nullopt for an empty cell.
std::optional<Consent> consent_in(const std::string& text, std::int64_t given_ms, std::vector<std::string>& problems) {
    std::vector<std::string> uses = words(text, ",;| ");
    if (uses.empty()) return std::nullopt;
    Consent consent{"", {}, given_ms};
    try {
        for (const std::string& use : uses)
            if (use != "none") consent.uses.add(use_named(heading(use)));
    } catch (const Error&) {
        problems.push_back("We could not understand the answer about consent, so no use is allowed.");
        consent.uses = {};
    }
    return consent;
}

/// Makes the draft of one row.
Draft draft_of(const Row& row, const Columns& columns, std::int64_t received_ms) {
    auto value = [&](std::string_view column) { return normal(cell(row, columns, column)).text; };
    Draft draft;
    set_text(draft, cell(row, columns, "story"));
    draft.title = value("title");
    Details& details = draft.details;
    details.title = draft.title;
    details.partnership = value("partnership");
    details.partners = words(cell(row, columns, "partners"), ",;|");
    details.role = value("role");
    details.place = value("place");
    details.year = year_in(value("year"));
    if (details.year == 0 && !value("year").empty()) draft.problems.push_back("We could not understand the year.");
    details.consent = consent_in(cell(row, columns, "consent"), received_ms, draft.problems);
    return draft;
}

}  // namespace

// In order: read the rows, find the columns, make a draft of each row. Problems with single rows go to the first draft,
// since they belong to the table as a whole.
Reading read_table(const Submission& submission, Kind kind) {
    Table found = table(submission.bytes, kind);
    if (!found.rejection.reason.empty()) return found.rejection;
    const std::vector<Row>& rows = found.rows;
    std::vector<std::string> problems = std::move(found.problems);
    Columns columns = rows.empty() ? Columns{} : columns_of(rows[0], problems);
    // Workbooks serve many purposes. One without a column "story" is read as the document it is.
    if (!columns.contains("story") && is_workbook(kind)) return read_document(submission, kind);
    if (!columns.contains("story")) {
        std::string hint = problems.empty() ? "" : " " + problems.front();
        return Rejection{"no_story_column", "The first row of the table must name a column 'story'." + hint};
    }
    std::vector<Draft> drafts;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (drafts.size() == max_stories && !is_blank(rows[i]))
            return Rejection{"too_big", "The table has more than " + in_digits(max_stories) +
                                            " stories. Split it into several files."};
        Draft draft = draft_of(rows[i], columns, submission.received_ms);
        if (!draft.text.empty())
            drafts.push_back(std::move(draft));
        else if (!is_blank(rows[i]))
            problems.push_back("Row " + std::to_string(i + 1) + " has no story.");
    }
    if (drafts.empty()) return Rejection{"empty", "No row of the table has a story."};
    drafts[0].problems.insert(drafts[0].problems.begin(), problems.begin(), problems.end());
    return drafts;
}

}  // namespace tangible::ingest
