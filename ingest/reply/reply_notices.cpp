// Cuts what machines and organisations add to every mail: a gateway's warning above the words, legal text below them. A
// notice is recognised by a phrase that it always contains (phrases.h); its whole paragraph goes.
#include "ingest/phrases/phrases.h"
#include "ingest/reply/reply_lines.h"
#include "ingest/reply/reply_parts.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <functional>
#include <span>

namespace tangible::ingest {
namespace {

/// A longer paragraph with such a phrase is a person who writes about it. A warning stands among the first paragraphs.
constexpr std::size_t most_caution_bytes = 600, first_lines = 12;

/// Searchers are made once for each phrase; each skips over most of a text.
using Searcher = std::boyer_moore_horspool_searcher<std::string_view::const_iterator>;
std::vector<Searcher> searchers_for(std::span<const std::string_view> phrases) {
    std::vector<Searcher> all;
    for (const std::string_view phrase : phrases) all.emplace_back(phrase.begin(), phrase.end());
    return all;
}

bool says_one_of(std::string_view text, const std::vector<Searcher>& phrases) {
    return std::ranges::any_of(
        phrases, [&](const Searcher& phrase) { return std::search(text.begin(), text.end(), phrase) != text.end(); });
}

/// Returns the end of the paragraph of own lines that begins at `at`.
std::size_t end_of_paragraph(const Body& lines, std::size_t at) {
    while (at < lines.size() && is_own(lines[at])) ++at;
    return at;
}

/// Returns a paragraph in one line, in lower case and without stars, which mark bold text.
std::string lower_paragraph(const Body& lines, std::size_t begin, std::size_t end) {
    std::string text = folded_text(joined(lines, begin, end - 1));
    std::erase(text, '*');
    return text;
}

const std::vector<Searcher> searchers_for_cautions = searchers_for(phrases::cautions());
const std::vector<Searcher> searchers_for_disclaimers = searchers_for(phrases::disclaimers());

/// Cuts warnings above the teller's words only: below them somebody may be quoting one.
void cut_cautions(Body& lines) {
    for (std::size_t i = after_blanks(lines, 0), n = 0; i < lines.size() && n < first_lines; ++n) {
        const std::size_t end = end_of_paragraph(lines, i);
        if (end == i) return;
        const std::string text = lower_paragraph(lines, i, end);
        const bool ruled = is_ruler(lines[i].text) && end == i + 1;
        if (!ruled && (text.size() > most_caution_bytes || !says_one_of(text, searchers_for_cautions))) return;
        const std::size_t next = after_blanks(lines, end);
        if (!ruled || next < lines.size()) mark(lines, i, end, Part::caution);
        i = next;
    }
}

/// Cuts each paragraph that is legal text, unless nothing of the teller's stands above it.
void cut_disclaimers(Body& lines) {
    Above above;
    for (std::size_t i = 0; i < lines.size();) {
        if (!is_own(lines[i])) {
            ++i;
            continue;
        }
        const std::size_t end = end_of_paragraph(lines, i);
        if (says_one_of(lower_paragraph(lines, i, end), searchers_for_disclaimers) && above.says_something(lines, i))
            mark(lines, i, end, Part::disclaimer);
        i = end;
    }
}

}  // namespace

void cut_notices(Body& lines) {
    cut_cautions(lines);
    cut_disclaimers(lines);
}

}  // namespace tangible::ingest
