// add() puts every spelling of a phrase into the trie: as written, parted at hyphens, and with two or three neighbours
// joined. Spellings are multiplied here, once, and not in texts, where it would cost time for every story. Walk starts
// at each token that may begin a phrase and goes down one level of the trie for each token.
#include "index/tagging/phrases.h"
#include <algorithm>
#include <atomic>

namespace tangible::index {
namespace {

// Of one hyphenated word. Longer chains are line-drawing or typing errors.
constexpr std::size_t max_parts = 8;
constexpr std::uint32_t root = 0;

std::uint64_t new_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

// A single letter is a word of its own: "a way" is not "away".
bool may_join(const std::string& word) { return word.size() > 1; }

// `words` with the `count` words from index `at` written as one; empty where they may not be joined.
std::vector<std::string> joined(const std::vector<std::string>& words, std::size_t at, std::size_t count) {
    if (!std::all_of(words.begin() + at, words.begin() + at + count, may_join)) return {};
    std::vector<std::string> out(words.begin(), words.begin() + at);
    out.emplace_back();
    for (std::size_t i = at; i < at + count; ++i) out.back() += words[i];
    out.insert(out.end(), words.begin() + at + count, words.end());
    return out;
}

}  // namespace

Phrases::Phrases(std::string language) : language_(std::move(language)), id_(new_id()), nodes_(1), first_(1) {}

// The symbol of a stem, which is added when it is new.
Phrases::Symbol Phrases::symbol(std::string_view stem) {
    return symbols_.try_emplace(std::string(stem), static_cast<Symbol>(symbols_.size() + 1)).first->second;
}

// The node that a symbol leads to, or 0 for none: no step leads back to the root.
std::uint32_t Phrases::step(std::uint32_t node, Symbol symbol) const {
    if (node == root) return first_[symbol];
    for (const auto& [by, to] : nodes_[node].next)
        if (by == symbol) return to;
    return root;
}

std::uint32_t Phrases::step_or_add(std::uint32_t node, Symbol symbol) {
    first_.resize(symbols_.size() + 1);
    if (const auto there = step(node, symbol)) return there;
    const auto added = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    if (node == root)
        first_[symbol] = added;
    else
        nodes_[node].next.emplace_back(symbol, added);
    return added;
}

// The three kinds of spellings, for "a co-operative way of working": as written, with hyphens parted, and with two or
// three neighbours of the parted words joined ("cooperative", "wayof", "wayofworking"). Most joined ones are no words
// and are never met; to know which are would take a dictionary.
void Phrases::add(std::string_view phrase, std::uint32_t number, Analyser& analyser) {
    Words whole, parted;
    for (const auto& token : analyser.analyse(phrase, language_).tokens) {
        if (whole.size() == max_words || parted.size() >= max_words) break;
        whole.emplace_back(analyser.folded(token.word));
        const auto parts = analyser.parts(phrase, token);
        if (parts.empty()) parted.push_back(whole.back());
        for (auto part : parts) parted.emplace_back(analyser.folded(part));
    }
    add_words(whole, number, analyser);
    add_words(parted, number, analyser);
    for (std::size_t count : {2u, 3u})
        for (std::size_t at = 0; at + count <= parted.size(); ++at)
            add_words(joined(parted, at, count), number, analyser);
}

void Phrases::add_words(const Words& words, std::uint32_t number, Analyser& analyser) {
    if (words.empty()) return;
    std::uint32_t node = root;
    for (const auto& word : words) node = step_or_add(node, symbol(analyser.stem_of(word, language_)));
    auto& phrases = nodes_[node].phrases;
    if (std::find(phrases.begin(), phrases.end(), number) == phrases.end()) phrases.push_back(number);
}

// One pass over the tokens of one text.
class Phrases::Walk {
public:
    Walk(const Phrases& phrases, std::string_view text, const Analysis& analysis, Analyser& analyser)
        : phrases_(phrases), text_(text), tokens_(analysis.tokens), analyser_(analyser),
          beside_(analyser.beside(phrases.id_)) {}

    std::vector<Found> found() {
        for (std::uint32_t i = 0; i < tokens_.size(); ++i)
            if (phrases_.first_[symbol_of(tokens_[i].word)] || has_parts(i)) from(i);
        return std::move(found_);
    }

private:
    // A folded form that is shorter than the written word lost a hyphen or an apostrophe, so the token may have parts.
    // Cheap, and sometimes wrong (accents are shorter when folded): look_at() then finds no parts.
    bool has_parts(std::uint32_t token) const {
        return tokens_[token].span.size() != analyser_.folded(tokens_[token].word).size();
    }

    // The symbol of a word's stem, cached beside the word as symbol + 1, so that 0 means "not looked up yet".
    Symbol symbol_of(std::uint32_t word) {
        if (word < beside_.size() && beside_[word]) return beside_[word] - 1;
        const auto at = phrases_.symbols_.find(std::string(analyser_.stem(word, phrases_.language_)));
        // Stemming may have added words to the Analyser: make room for them.
        analyser_.beside(phrases_.id_);
        beside_[word] = at == phrases_.symbols_.end() ? 1 : at->second + 1;
        return beside_[word] - 1;
    }

    // Sets `symbols_` to those that a token may stand for in a phrase: itself, or one of its parts.
    void look_at(std::uint32_t token) {
        symbols_.clear();
        add(tokens_[token].word);
        if (!has_parts(token)) return;
        const auto parts = analyser_.parts(text_, tokens_[token]);
        for (std::size_t i = 0; i < std::min(parts.size(), max_parts); ++i) add(parts[i]);
    }
    void add(std::uint32_t word) {
        const auto symbol = symbol_of(word);
        if (symbol && std::find(symbols_.begin(), symbols_.end(), symbol) == symbols_.end()) symbols_.push_back(symbol);
    }

    // Finds all phrases that begin at a token. `level_` has the nodes reached so far; each further token leads one
    // level down. In a tree each node is reached at most once, so the walk ends with the trie.
    void from(std::uint32_t begin) {
        level_.assign(1, root);
        for (auto token = begin;
             !level_.empty() && token < tokens_.size() && tokens_[token].sentence == tokens_[begin].sentence; ++token) {
            next_.clear();
            look_at(token);
            for (auto symbol : symbols_)
                for (auto node : level_)
                    if (auto reached = phrases_.step(node, symbol)) reach(reached, begin, token + 1);
            level_.swap(next_);
        }
    }
    // Notes the phrases that end in a node, and goes on from it if anything follows.
    void reach(std::uint32_t node, std::uint32_t begin, std::uint32_t end) {
        for (auto phrase : phrases_.nodes_[node].phrases) found_.push_back({phrase, begin, end});
        if (!phrases_.nodes_[node].next.empty()) next_.push_back(node);
    }

    const Phrases& phrases_;
    std::string_view text_;
    const std::vector<Token>& tokens_;
    Analyser& analyser_;
    std::vector<std::uint32_t>& beside_;
    std::vector<Symbol> symbols_;              ///< of the token that is looked at, each once
    std::vector<std::uint32_t> level_, next_;  ///< nodes reached, and those of the next level
    std::vector<Found> found_;
};

std::vector<Phrases::Found> Phrases::find(std::string_view text, const Analysis& analysis, Analyser& analyser) const {
    return Walk(*this, text, analysis, analyser).found();
}

}  // namespace tangible::index
