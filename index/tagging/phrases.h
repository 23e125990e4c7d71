// Many phrases found in one pass over the tokens of a text: a trie over stems.  A phrase meets its other
// spellings: hyphens may join or part its words, and a word may be part of a hyphen word, as in the index.
// Built once, then const and shared by threads; each Analyser remembers which of its words matter here.
#pragma once
#include "index/words/analysis.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tangible::index {

class Phrases {
public:
    struct Found {
        std::uint32_t phrase;      ///< as given to `add`
        std::uint32_t begin, end;  ///< tokens
    };

    explicit Phrases(std::string language);
    /// Words beyond the first max_words are left out; a phrase without a word is never found.
    void add(std::string_view phrase, std::uint32_t number, Analyser&);
    /// In order of their first tokens; never across sentences.  O(tokens + found).
    std::vector<Found> find(std::string_view text, const Analysis&, Analyser&) const;

    static constexpr std::size_t max_words = 16;

private:
    using Words = std::vector<std::string>;  ///< folded
    using Symbol = std::uint32_t;            ///< of a stem; 0 for one in no phrase
    struct Node {
        std::vector<std::pair<Symbol, std::uint32_t>> next;  ///< few; those of the root are in `first_`
        std::vector<std::uint32_t> phrases;
    };

    void add_words(const Words&, std::uint32_t number, Analyser&);
    Symbol symbol(std::string_view stem);
    std::uint32_t step(std::uint32_t node, Symbol) const;
    std::uint32_t step_or_add(std::uint32_t node, Symbol);
    class Walk;

    std::string language_;
    std::uint64_t id_;
    std::unordered_map<std::string, Symbol> symbols_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> first_;  ///< by symbol: the node that it leads to from the root; 0 for none
};

}  // namespace tangible::index
