// Cuts the text wherever a passage or a line begins or ends, and marks each piece that a passage covers. Overlapping
// passages therefore need no nested tags, which HTML could not close in the right order. O(pieces * passages).
#include "serve/web/marked.h"
#include "serve/web/call.h"
#include <algorithm>
#include <map>
#include <set>

namespace tangible::serve {

std::vector<Passage> passages(const std::vector<Coding>& codings) {
    std::map<Span, std::vector<Coding>> by_span;
    for (const auto& c : codings) by_span[c.span].push_back(c);
    std::vector<Passage> out;
    for (auto& [span, list] : by_span) out.push_back({static_cast<int>(out.size()) + 1, span, std::move(list)});
    return out;
}

namespace {

/// Returns the byte offsets where marking may change, in order: begins and ends of passages and of lines.
std::vector<std::uint32_t> edges(std::string_view text, const std::vector<Passage>& passages, std::uint32_t from) {
    std::set<std::uint32_t> at = {from, static_cast<std::uint32_t>(text.size())};
    for (const auto& p : passages) at.insert(p.span.begin), at.insert(p.span.end);
    for (std::uint32_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') at.insert(i), at.insert(i + 1);
    return {at.lower_bound(from), at.end()};
}

std::string link_to(int number) {
    auto n = std::to_string(number);
    return "<a class=\"ref\" href=\"#c" + n + "\" aria-label=\"passage " + n + "\">" + n + "</a>";
}

}  // namespace

std::string marked_html(std::string_view text, const std::vector<Passage>& passages, std::uint32_t from) {
    std::string out = "<p>";
    auto at = edges(text, passages, from);
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        Span run{at[i], at[i + 1]};
        auto words = cut(text, run);
        if (words == "\n") {  // edges() makes each line end a piece of its own
            out += "</p>\n<p>";
            continue;
        }
        std::string id, after;
        bool covered = false;
        for (const auto& p : passages) {
            covered |= p.span.overlaps(run);
            if (p.span.begin == run.begin) id += "<a id=\"p" + std::to_string(p.number) + "\"></a>";
            if (p.span.end == run.end) after += link_to(p.number);
        }
        out += id + (covered ? "<mark>" + html_escaped(words) + "</mark>" : html_escaped(words)) + after;
    }
    return out + "</p>";
}

std::string paragraphs_html(std::string_view text, std::uint32_t from) { return marked_html(text, {}, from); }

std::uint32_t after_title(std::string_view text, std::string_view title) {
    bool repeats =
        !title.empty() && text.size() > title.size() + 1 && text.starts_with(title) && text[title.size()] == '\n';
    return repeats ? static_cast<std::uint32_t>(title.size()) + 1 : 0;
}

std::string snippet_html(std::string_view text, const std::vector<Span>& marks) {
    std::string out;
    std::uint32_t at = 0;
    for (const auto& m : marks) {
        if (m.begin < at || m.end > text.size()) continue;  // overlaps the last one, or ends outside the snippet
        out += html_escaped(cut(text, {at, m.begin})) + "<mark>" + html_escaped(cut(text, m)) + "</mark>";
        at = m.end;
    }
    return out + html_escaped(text.substr(at));
}

}  // namespace tangible::serve
