// The text and the words sought are both parted into words and folded, and then compared word by word.
#include "index/words/occurrences.h"
#include "index/words/fold.h"
#include "index/words/words.h"
#include <algorithm>
#include <string>

namespace tangible::index {
namespace {

struct Word {
    Span span;
    std::string folded;
    bool run = false;
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> all;
    for_each_word(text, [&](const Written& w) {
        // A word that folds to nothing would stand in every other.
        if (auto form = folded(cut(text, w.span)); !form.empty()) all.push_back({w.span, std::move(form), w.run});
    });
    return all;
}

/// Returns the span without a possessive 's, which folding drops as well.
Span without_possessive(std::string_view text, Span span) {
    for (const std::string_view end : {"'s", "’s", "'S", "’S"})
        if (cut(text, span).size() > end.size() && cut(text, span).ends_with(end))
            return {span.begin, span.end - static_cast<std::uint32_t>(end.size())};
    return span;
}

/// Returns where the same bytes stand, in order, without places that overlap an earlier one.
std::vector<Span> same_bytes(std::string_view text, std::string_view words) {
    std::vector<Span> all;
    for (const auto span : places_of(text, words, 0))
        if (all.empty() || !all.back().overlaps(span)) all.push_back(span);
    return all;
}

enum class Meeting { none, whole, longer };

/// How the words from `at` on meet the words that are sought, of which there are as many or fewer.
Meeting meeting(const Word* at, const std::vector<Word>& sought) {
    const auto last = sought.size() - 1;
    bool whole = true;
    for (std::size_t i = 0; i <= last; ++i) {
        const auto &here = at[i].folded, &word = sought[i].folded;
        if (here == word) continue;
        whole = false;
        const bool longer = last == 0   ? here.find(word) != here.npos
                            : i == 0    ? here.ends_with(word)
                            : i == last ? here.starts_with(word)
                                        : false;
        if (!longer) return Meeting::none;
    }
    return whole ? Meeting::whole : Meeting::longer;
}

}  // namespace

struct Findable::Impl {
    std::string_view text;
    std::vector<Word> words;
};

Findable::Findable(std::string_view text) : impl_(std::make_unique<Impl>(Impl{text, words_of(text)})) {}
Findable::~Findable() = default;

Occurrences occurrences(std::string_view text, std::string_view words) { return Findable(text).occurrences(words); }

Occurrences Findable::occurrences(std::string_view words) const {
    const auto& [text, all] = *impl_;
    if (words.empty()) return {};
    const auto sought = words_of(words);
    if (sought.empty() || std::ranges::any_of(sought, &Word::run)) return {same_bytes(text, words), {}};

    // Several words may stand joined as one: "Mary-Jane" for "Mary Jane".
    std::string joined;
    for (const auto& w : sought) joined += w.folded;

    Occurrences found;
    for (std::size_t i = 0; i < all.size();) {
        if (sought.size() > 1 && all[i].folded.find(joined) != std::string::npos) {
            const bool whole = all[i].folded == joined;
            (whole ? found.whole : found.longer).push_back(whole ? without_possessive(text, all[i].span) : all[i].span);
            ++i;
            continue;
        }
        const bool fits = i + sought.size() <= all.size();
        const auto met = fits ? meeting(&all[i], sought) : Meeting::none;
        if (met == Meeting::none) {
            ++i;
            continue;
        }
        const Span span{all[i].span.begin, all[i + sought.size() - 1].span.end};
        if (met == Meeting::whole)
            found.whole.push_back(without_possessive(text, span));
        else
            found.longer.push_back(span);
        i += sought.size();
    }
    return found;
}

}  // namespace tangible::index
