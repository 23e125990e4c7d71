// Sentences give a range of bytes; words narrow it to the one place where they stand.  A theme is looked for from the
// most exact name to the least.
#include "serve/coding/choosing.h"
#include "index/document/terms.h"
#include "index/words/occurrences.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"

namespace tangible::serve {
namespace {

/// Returns the labels of these themes, the first few of them: "Trust, Trustees and others".
std::string labels_of(const std::vector<const Theme*>& themes) {
    constexpr std::size_t named = 4;
    std::string out;
    for (std::size_t i = 0; i < themes.size() && i < named; ++i) out += (i ? ", " : "") + themes[i]->label;
    return themes.size() > named ? out + " and others" : out;
}

}  // namespace

Span chosen_passage(std::string_view text, const std::vector<Span>& sentences, const PassageChoice& choice) {
    const auto last = choice.to ? choice.to : choice.from;
    if (choice.from < 1 || last > sentences.size()) throw Error(ErrorKind::usage, "Choose a sentence of the story");
    if (last < choice.from) throw Error(ErrorKind::usage, "The last sentence must not come before the first sentence");
    const Span range{sentences[choice.from - 1].begin, sentences[last - 1].end};
    if (trimmed(choice.words).empty()) return range;
    const auto found = index::occurrences(cut(text, range), choice.words).whole;
    if (found.empty()) throw Error(ErrorKind::usage, "These words are not in the sentences that you chose");
    if (found.size() > 1)
        throw Error(ErrorKind::usage, "These words are there " + std::to_string(found.size()) +
                                          " times. Choose fewer sentences, or add the word before or after");
    return {range.begin + found[0].begin, range.begin + found[0].end};
}

const Theme& typed_theme(const Codebook& book, std::string_view typed) {
    const auto wanted = index::terms::folded_value(trimmed(typed));
    if (wanted.empty()) throw Error(ErrorKind::usage, "Choose a theme");
    if (const auto* theme = book.find(trimmed(typed))) return *theme;
    std::vector<const Theme*> exact, partly;
    for (const auto& theme : book.themes) {
        const auto label = index::terms::folded_value(theme.label);
        if (label == wanted) exact.push_back(&theme);
        if (label.find(wanted) != label.npos) partly.push_back(&theme);
    }
    const auto& found = exact.empty() ? partly : exact;
    if (found.empty()) throw Error(ErrorKind::usage, "No theme has this name");
    if (found.size() > 1) throw Error(ErrorKind::usage, "More than one theme has these words: " + labels_of(found));
    return *found[0];
}

}  // namespace tangible::serve
