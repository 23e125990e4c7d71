// Words and stems are looked up in arrays by the Analyser's number, so a term's string is built only when the term is
// new. Hashes are computed when one is first asked for, for all terms known by then.
#include "index/document/term_numbers.h"
#include <functional>

namespace tangible::index {

std::uint32_t TermNumbers::known(std::vector<std::uint32_t>& all, std::uint32_t word, const char* prefix) {
    // Grows to all words that the Analyser knows by now, and not to this one only, so that it seldom has to grow again.
    if (all.size() <= word) all.resize(analyser_.words());
    if (all[word] == 0) all[word] = terms_.number_of(std::string(prefix).append(analyser_.folded(word))) + 1;
    return all[word] - 1;
}

std::vector<std::uint32_t> TermNumbers::of(const Contents& contents) {
    std::vector<std::uint32_t> out;
    out.reserve(contents.words.size() + contents.stems.size() + contents.others.size());
    for (const auto& word : contents.words) out.push_back(known(words_, word.number, ""));
    for (const auto& stem : contents.stems) out.push_back(known(stems_, stem.number, terms::stemmed));
    for (const auto& other : contents.others) out.push_back(of(other));
    return out;
}

std::uint64_t TermNumbers::hash(std::uint32_t number) {
    for (auto n = static_cast<std::uint32_t>(hashes_.size()); n < terms_.size(); ++n)
        hashes_.push_back(std::hash<std::string_view>{}(terms_[n]));
    return hashes_[number];
}

}  // namespace tangible::index
