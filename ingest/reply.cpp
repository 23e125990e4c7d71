// A body as lines, each the teller's own until a step says otherwise.  The steps, in order:
// lines that are marked as quoted; "On Monday Ann wrote:"; mails shown whole below their fields;
// the signature.  A step that would leave nothing of the teller's own is not taken.
#include "ingest/reply.h"
#include "ingest/ascii.h"
#include "ingest/reply_lines.h"
#include <algorithm>
#include <optional>

namespace tangible::ingest {
namespace {

enum class Part : std::uint8_t { own, quoted, signature };

struct Line {
    std::string_view text;    ///< without its line end
    Part part = Part::own;
    bool blank = false, quoted = false;   ///< quoted: bears a mark of its own
};

using Lines = std::vector<Line>;

constexpr std::size_t most_signature_lines = 20, most_signature_bytes = 1200;
constexpr std::size_t attribution_lines = 5, day_lines = 3, most_fields = 40;
constexpr std::size_t most_contact_lines = 8, most_contact_columns = 60, most_closing_lines = 5,
                      most_footer_lines = 10;

Lines lines_of(std::string_view body) {
    Lines lines;
    for_each_line(body, [&](std::string_view text) {
        Line line{text};
        line.blank = is_blank(text);
        line.quoted = !line.blank && is_quoted(text);
        lines.push_back(line);
    });
    return lines;
}

bool is_own(const Line& l) { return l.part == Part::own && !l.blank; }

/// Whether there are own words above a line.  Lines are only ever cut, so that the first of them
/// moves one way, and asking for each line of a body costs no more than asking once.
class Above {
public:
    bool says_something(const Lines& lines, std::size_t end) {
        while (first_ < end && !(is_own(lines[first_]) && !is_ruler(lines[first_].text))) ++first_;
        return first_ < end;
    }

private:
    std::size_t first_ = 0;
};

void mark(Lines& lines, std::size_t begin, std::size_t end, Part part) {
    for (std::size_t i = begin; i < end; ++i)
        if (lines[i].part == Part::own) lines[i].part = part;
}

std::size_t after_blanks(const Lines& lines, std::size_t at) {
    while (at < lines.size() && lines[at].blank) ++at;
    return at;
}

std::string joined(const Lines& lines, std::size_t begin, std::size_t last) {
    std::string text;
    for (std::size_t i = begin; i <= last; ++i) {
        if (!text.empty()) text += ' ';
        text += trimmed(lines[i].text);
    }
    return text;
}

bool quote_at(const Lines& lines, std::size_t at) { return at < lines.size() && lines[at].quoted; }

// ---- lines that bear a mark

/// Tables have bars too: only three barred lines or more are a quote.
void mark_bars(Lines& lines) {
    for (std::size_t i = 0; i < lines.size();) {
        std::size_t end = i;
        while (end < lines.size() && is_barred(lines[end].text)) ++end;
        for (std::size_t k = i; end - i >= 3 && k < end; ++k) lines[k].quoted = true;
        i = std::max(end, i + 1);
    }
}

/// The tail of a quoted line that some program broke once more, so that it lost its mark.
bool is_torn(const Lines& lines, std::size_t i) {
    if (lines[i].quoted || lines[i].blank || i == 0 || !quote_at(lines, i - 1) || !quote_at(lines, i + 1)) return false;
    const std::string_view above = trimmed(lines[i - 1].text), text = trimmed(lines[i].text);
    if (text.starts_with("(http") || text.starts_with("<http")) return true;
    if (std::ranges::count(above, '(') > std::ranges::count(above, ')')) return true;
    return above.size() >= 60 && std::string_view(".!?:").find(above.back()) == std::string_view::npos && text[0] >= 'a' && text[0] <= 'z';
}

void mark_quotes(Lines& lines) {
    mark_bars(lines);
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (lines[i].quoted && closes_address(lines[i].text, joined(lines, i - std::min<std::size_t>(i, 2), i - 1))) lines[i].quoted = false;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].quoted || is_torn(lines, i)) lines[i].part = Part::quoted;
}

/// Whoever begins with words from elsewhere, and no program says whose they are, is taken to quote on purpose.
void keep_epigraph(Lines& lines) {
    std::size_t i = after_blanks(lines, 0);
    if (!quote_at(lines, i)) return;
    for (; i < lines.size() && (lines[i].quoted || lines[i].blank); ++i) lines[i].part = Part::own;
}

// ---- "On Monday Ann wrote:"

/// Up to the line with the day, where one stands above the name.
std::size_t with_day(const Lines& lines, std::size_t begin) {
    if (begins_attribution(lines[begin].text) && field_of(lines[begin].text) == Field::none && has_address(lines[begin].text)) return begin;
    for (std::size_t at = begin; at > 0 && at + day_lines > begin && is_own(lines[at - 1]); --at)
        if (begins_attribution(lines[at - 1].text)) return at - 1;
    return begin;
}

/// The line at which the attribution begins whose last line is `last`.
std::optional<std::size_t> attribution_ending_at(const Lines& lines, std::size_t last) {
    if (!is_own(lines[last]) || !ends_like_attribution(lines[last].text) || field_of(lines[last].text) != Field::none) return {};
    const bool quote = quote_at(lines, after_blanks(lines, last + 1));
    std::size_t begin = last;
    for (std::size_t n = 0; n < attribution_lines && lines[begin].part == Part::own; ++n) {
        const bool above = begin > 0 && is_own(lines[begin - 1]);
        if (is_attribution(joined(lines, begin, last), quote)) return with_day(lines, begin);
        // Programs leave an empty line before an address in angle brackets, and nowhere else.
        if (begin >= 2 && lines[begin - 1].blank && trimmed(lines[begin].text).starts_with('<')) begin -= 2;
        else if (above) --begin;
        else break;
    }
    return {};
}

/// Where one starts behind the teller's last words, in the same line: "Yes. On 3 May 2019 at 10:30, Ann wrote:".
std::size_t attribution_within(const Line& line) {
    for (std::string_view on : {" On ", "-On ", " Am ", " Le ", " Op "})
        if (const auto at = line.text.rfind(on); at != line.text.npos && begins_attribution(line.text.substr(at + 1)) &&
                                                 is_attribution(line.text.substr(at + 1), true))
            return at + 1;
    return 0;
}

struct Attribution { std::size_t begin, end; };

std::vector<Attribution> attributions(const Lines& lines) {
    std::vector<Attribution> found;
    for (std::size_t last = 0; last < lines.size(); ++last)
        if (auto begin = attribution_ending_at(lines, last)) found.push_back({*begin, last + 1});
    return found;
}

/// One line becomes two when someone answered in front of the attribution.
void part_shared_lines(Lines& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_own(lines[i]) || lines[i].text.size() > 400 || !quote_at(lines, after_blanks(lines, i + 1))) continue;
        if (!ends_like_attribution(lines[i].text)) continue;
        const std::size_t at = attribution_within(lines[i]);
        std::string_view words = trimmed(lines[i].text.substr(0, at));
        while (words.ends_with('-')) words.remove_suffix(1);
        if (at == 0 || words.empty()) continue;
        Line attribution{lines[i].text.substr(words.data() + words.size() - lines[i].text.data())};
        lines[i].text = words;
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, attribution);
        return;
    }
}

/// Returns whether what follows to the end was quoted without marks.
bool cut_attribution(Lines& lines, Attribution a, Above& above) {
    mark(lines, a.begin, a.end, Part::quoted);
    const std::size_t next = after_blanks(lines, a.end);
    if (quote_at(lines, next) || !above.says_something(lines, a.begin)) return false;
    mark(lines, a.end, lines.size(), Part::quoted);
    return true;
}

// ---- mails shown whole

bool has_proof(std::string_view text) { return has_address(text) || std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; }); }

/// The end of the fields that begin at `at`; `at` when these are none.
std::size_t end_of_fields(const Lines& lines, std::size_t at) {
    std::size_t fields = 0, end = at;
    bool from = false, proof = false;
    for (std::size_t i = at; i < lines.size() && i < at + most_fields && is_own(lines[i]); ++i) {
        const Field field = field_of(lines[i].text);
        if (field == Field::none && (fields < 2 || i + 1 >= lines.size() || field_of(lines[i + 1].text) == Field::none)) break;
        fields += field != Field::none;
        from = from || field == Field::from;
        proof = proof || has_proof(lines[i].text);
        end = i + 1;
    }
    return from && proof && fields >= 2 ? end : at;
}

/// Up over the rulers and titles that stand between the teller's words and the mail.
std::size_t with_rulers(const Lines& lines, std::size_t begin) {
    std::size_t at = begin;
    while (at > 0 && (lines[at - 1].blank || (lines[at - 1].part == Part::own && (is_ruler(lines[at - 1].text) || is_original_mark(lines[at - 1].text))))) --at;
    return at;
}

/// Cuts the first mail that stands below words of the teller's own.
void cut_shown_mail(Lines& lines) {
    Above above;
    std::size_t passed_on = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_own(lines[i]) || i < passed_on) continue;
        const bool marked = is_original_mark(lines[i].text);
        const std::size_t end = marked ? i + 1 : end_of_fields(lines, i);
        if (end == i) continue;
        if (!above.says_something(lines, i)) {
            // A mail passed on whole is what its sender wants to tell.
            passed_on = marked ? end_of_fields(lines, after_blanks(lines, end)) : end;
            continue;
        }
        const std::size_t begin = with_rulers(lines, i);
        const bool marks_follow = !marked && quote_at(lines, after_blanks(lines, end));
        mark(lines, begin, marks_follow ? end : lines.size(), Part::quoted);
        if (!marks_follow) return;
    }
}

// ---- the signature

/// Whether what is own from `begin` on is no more than a signature.
bool is_short(const Lines& lines, std::size_t begin) {
    std::size_t count = 0, bytes = 0;
    for (std::size_t i = begin; i < lines.size() && count <= most_signature_lines && bytes <= most_signature_bytes; ++i)
        if (is_own(lines[i])) ++count, bytes += lines[i].text.size();
    return count <= most_signature_lines && bytes <= most_signature_bytes;
}

/// The end of the own words from `at` on, to the next quote.
std::size_t end_of_own(const Lines& lines, std::size_t at) {
    while (at < lines.size() && lines[at].part == Part::own) ++at;
    return at;
}

/// "____ / hall-friends mailing list / https://example.org/list"
bool is_list_footer(const Lines& lines, std::size_t at) {
    if (!is_footer_ruler(lines[at].text) || lines.size() - at > most_footer_lines) return false;
    return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end(),
                       [](const Line& l) { return has_web_address(l.text) || has_address(l.text); });
}

void cut_marked_signature(Lines& lines) {
    Above above;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_own(lines[i]) || !(is_signature_mark(lines[i].text) || is_sent_from(lines[i].text) || is_list_footer(lines, i))) continue;
        const bool whole = is_short(lines, i);
        if (!whole && !is_sent_from(lines[i].text)) continue;
        if (!above.says_something(lines, i)) continue;
        mark(lines, i, whole ? end_of_own(lines, i) : i + 1, Part::signature);
    }
}

/// "Ann Lee / ann@example.org / 020 7946 0000": short lines at the end, with two ways to reach someone.
bool is_contact(const Lines& lines, std::size_t begin, std::size_t end) {
    bool address = false, web = false, phone = false;
    for (std::size_t i = begin; i < end; ++i) {
        const std::string_view text = trimmed(lines[i].text);
        if (text.size() > most_contact_columns || text.ends_with('.') || text.ends_with('?')) return false;
        address = address || has_address(text);
        web = web || has_web_address(text);
        phone = phone || has_phone_number(text);
    }
    return end - begin >= 2 && end - begin <= most_contact_lines && address + web + phone >= 2 &&
           !has_address(lines[begin].text) && !has_web_address(lines[begin].text);
}

void cut_contact(Lines& lines) {
    std::size_t end = lines.size();
    while (end > 0 && !is_own(lines[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_own(lines[begin - 1])) --begin;
    if (begin > 0 && is_contact(lines, begin, end) && Above().says_something(lines, begin)) mark(lines, begin, end, Part::signature);
}

/// Rulers that part nothing any more.
void cut_last_rulers(Lines& lines) {
    for (std::size_t i = lines.size(); i-- > 0;) {
        if (!is_own(lines[i])) continue;
        if (!is_ruler(lines[i].text) && trimmed(lines[i].text) != "\u1427") return;  // the latter is a tracker's sign
        lines[i].part = Part::signature;
    }
}

// ---- the outcome

std::string joined_lines(const Lines& lines, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text.append(lines[i].text) += i + 1 < end ? "\n" : "";
    return text;
}

std::string visible_of(const Lines& lines) {
    std::string out;
    bool parted = false;
    for (const Line& l : lines) {
        if (!is_own(l)) {
            parted = true;
            continue;
        }
        if (parted && !out.empty()) out += '\n';
        parted = false;
        out.append(l.text) += '\n';
    }
    return out;
}

/// "Kind regards, Ann": how the teller signs stays visible, being the teller's own words.
std::string closing_of(const Lines& lines) {
    std::size_t end = lines.size();
    while (end > 0 && !is_own(lines[end - 1])) --end;
    for (std::size_t at = end; at-- > 0 && end - at <= most_closing_lines && lines[at].part == Part::own;)
        if (is_closing(lines[at].text) || (at + 1 == end && is_signed(lines[at].text))) return joined_lines(lines, at, end);
    return {};
}

std::vector<Cut> cuts_of(const Lines& lines) {
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < lines.size();) {
        const Part part = lines[i].part;
        std::string text;
        for (; i < lines.size() && lines[i].part == part; ++i) text.append(lines[i].text) += '\n';
        if (part == Part::own || trimmed(text).empty()) continue;
        cuts.push_back({part == Part::quoted ? CutKind::quoted : CutKind::signature, std::move(text)});
    }
    return cuts;
}

void cut_all(Lines& lines) {
    part_shared_lines(lines);
    const auto found = attributions(lines);
    if (found.empty()) keep_epigraph(lines);
    Above above;
    for (const Attribution& a : found)
        if (cut_attribution(lines, a, above)) break;
    cut_shown_mail(lines);
    cut_marked_signature(lines);
    cut_contact(lines);
    cut_last_rulers(lines);
}

}  // namespace

Reply reply(std::string_view body) {
    Lines lines = lines_of(body);
    mark_quotes(lines);
    cut_all(lines);
    Reply out;
    out.visible = visible_of(lines);
    if (trimmed(out.visible).empty()) return {std::string(body), {}, {}};
    out.cuts = cuts_of(lines);
    for (const Cut& c : out.cuts)
        if (c.kind == CutKind::signature) (out.signature += out.signature.empty() ? "" : "\n") += trimmed(c.text);
    if (out.signature.empty()) out.signature = closing_of(lines);
    return out;
}

}  // namespace tangible::ingest
