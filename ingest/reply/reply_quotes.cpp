// Finds other people's words that are marked as such: line by line with ">" or "|", or by an attribution above them
// ("On Monday Ann wrote:"). An attribution may run over several lines, so it is searched upwards from its last line,
// which is easier to recognise than the first.
#include "ingest/reply/reply_lines.h"
#include "ingest/reply/reply_parts.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <optional>

namespace tangible::ingest {
namespace {

/// An attribution has at most 5 lines, and its day stands at most 3 lines higher. A line below 60 bytes was not full,
/// so nothing was torn from it.
constexpr std::size_t attribution_lines = 5, day_lines = 3, most_barred_lines_of_a_table = 2, full_line_bytes = 60;

/// Marks lines that begin with a bar as quotes, if there are three or more together: tables have bars too.
void mark_bars(Body& lines) {
    for (std::size_t i = 0; i < lines.size();) {
        std::size_t end = i;
        while (end < lines.size() && is_barred(lines[end].text)) ++end;
        for (std::size_t k = i; end - i > most_barred_lines_of_a_table && k < end; ++k) lines[k].quoted = true;
        i = std::max(end, i + 1);
    }
}

/// Decides whether a line is the tail of a quoted line that some program broke once more, so that it lost its mark.
bool is_torn(const Body& lines, std::size_t i) {
    if (lines[i].quoted || lines[i].blank || i == 0 || !quote_at(lines, i - 1) || !quote_at(lines, i + 1)) return false;
    const std::string_view above = trimmed(lines[i - 1].text), text = trimmed(lines[i].text);
    if (text.starts_with("(http") || text.starts_with("<http")) return true;
    if (std::ranges::count(above, '(') > std::ranges::count(above, ')')) return true;
    return above.size() >= full_line_bytes && std::string_view(".!?:").find(above.back()) == std::string_view::npos &&
           text[0] >= 'a' && text[0] <= 'z';
}

/// Keeps quotes at the top when there is no attribution: whoever begins with somebody else's words, and no program says
/// whose, quotes on purpose.
void keep_epigraph(Body& lines) {
    std::size_t i = after_blanks(lines, 0);
    if (!quote_at(lines, i)) return;
    for (; i < lines.size() && (lines[i].quoted || lines[i].blank); ++i) lines[i].part = Part::own;
}

/// Returns the line with the day, where one stands above the name; else `begin`.
std::size_t with_day(const Body& lines, std::size_t begin) {
    std::size_t day = begin;
    for (std::size_t at = begin; !begins_with_on(lines[day].text) && at > 0 && at + day_lines > begin; --at)
        if (!is_own(lines[at - 1]))
            break;
        else if (begins_attribution(lines[at - 1].text))
            day = at - 1;
    return day;
}

/// Returns the first line of the attribution whose last line is `last`; nullopt when there is none.
std::optional<std::size_t> attribution_ending_at(const Body& lines, std::size_t last) {
    if (!is_own(lines[last]) || !ends_like_attribution(lines[last].text) || field_of(lines[last].text) != Field::none)
        return {};
    const bool quote = quote_at(lines, after_blanks(lines, last + 1));
    std::size_t begin = last;
    for (std::size_t n = 0; n < attribution_lines && lines[begin].part == Part::own; ++n) {
        const bool above = begin > 0 && is_own(lines[begin - 1]);
        if (is_attribution(joined(lines, begin, last), quote)) return with_day(lines, begin);
        // Programs leave an empty line before an address in angle brackets, but nowhere else.
        if (begin >= 2 && lines[begin - 1].blank && trimmed(lines[begin].text).starts_with('<'))
            begin -= 2;
        else if (above)
            --begin;
        else
            break;
    }
    return {};
}

/// The lines [begin, end) of an attribution.
struct Attribution {
    std::size_t begin, end;
};

std::vector<Attribution> attributions(const Body& lines) {
    std::vector<Attribution> found;
    for (std::size_t last = 0; last < lines.size(); ++last)
        if (auto begin = attribution_ending_at(lines, last)) found.push_back({*begin, last + 1});
    return found;
}

/// Divides the first line in which somebody answered in front of an attribution into two.
void part_shared_lines(Body& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_own(lines[i]) || lines[i].text.size() > 400 || !quote_at(lines, after_blanks(lines, i + 1))) continue;
        if (!ends_like_attribution(lines[i].text)) continue;
        const std::size_t at = attribution_within(lines[i].text);
        std::string_view words = trimmed(lines[i].text.substr(0, at));
        while (words.ends_with('-')) words.remove_suffix(1);
        if (at == 0 || words.empty()) continue;
        BodyLine attribution{lines[i].text.substr(words.data() + words.size() - lines[i].text.data())};
        lines[i].text = words;
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, attribution);
        return;
    }
}

/// Cuts an attribution. If words of the teller's stand above it and no marked quote below, all that follows is an
/// unmarked quote and is cut; returns whether that was so.
bool cut_attribution(Body& lines, Attribution a, Above& above) {
    mark(lines, a.begin, a.end, Part::quoted);
    const std::size_t next = after_blanks(lines, a.end);
    if (quote_at(lines, next) || !above.says_something(lines, a.begin)) return false;
    mark(lines, a.end, lines.size(), Part::quoted);
    return true;
}

}  // namespace

void mark_quotes(Body& lines) {
    mark_bars(lines);
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (lines[i].quoted && closes_address(lines[i].text, joined(lines, i - std::min<std::size_t>(i, 2), i - 1)))
            lines[i].quoted = false;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].quoted || is_torn(lines, i)) lines[i].part = Part::quoted;
}

void cut_attributions(Body& lines) {
    part_shared_lines(lines);
    const auto found = attributions(lines);
    if (found.empty()) keep_epigraph(lines);
    Above above;
    for (const Attribution& a : found)
        if (cut_attribution(lines, a, above)) return;
}

}  // namespace tangible::ingest
