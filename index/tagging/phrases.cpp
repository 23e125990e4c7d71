// add() puts every spelling of a phrase into the trie: as written, parted at hyphens, and with two or three neighbours
// joined. Walk starts at each token that may begin a phrase and goes down one level of the trie for each token.
#include "index/tagging/phrases.h"
#include <algorithm>
#include <atomic>

namespace tangible::index {
namespace {

constexpr std::size_t max_parts = 8;  // of one hyphen word; longer chains are typing, not language
constexpr std::uint32_t root = 0;

std::uint64_t new_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

// "a way" is not "away": a single letter is a word of its own.
bool may_join(const std::string& word) { return word.size() > 1; }

// `words` with the `count` words from `at` written as one; empty when they are not to be.
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

Phrases::Symbol Phrases::symbol(std::string_view stem) {
    return symbols_.try_emplace(std::string(stem), static_cast<Symbol>(symbols_.size() + 1)).first->second;
}

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
    bool has_parts(std::uint32_t token) const {
        return tokens_[token].span.size() != analyser_.folded(tokens_[token].word).size();
    }

    // Beside each word stands its symbol + 1, once it has been asked for.
    Symbol symbol_of(std::uint32_t word) {
        if (word < beside_.size() && beside_[word]) return beside_[word] - 1;
        const auto at = phrases_.symbols_.find(std::string(analyser_.stem(word, phrases_.language_)));
        analyser_.beside(phrases_.id_);  // makes room for words that were met since
        beside_[word] = at == phrases_.symbols_.end() ? 1 : at->second + 1;
        return beside_[word] - 1;
    }

    // What a token may stand for in a phrase: itself, or a part of it.
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

    // Each level of the trie is one token further on; a node is reached once, so this ends with the trie.
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
    void reach(std::uint32_t node, std::uint32_t begin, std::uint32_t end) {
        for (auto phrase : phrases_.nodes_[node].phrases) found_.push_back({phrase, begin, end});
        if (!phrases_.nodes_[node].next.empty()) next_.push_back(node);
    }

    const Phrases& phrases_;
    std::string_view text_;
    const std::vector<Token>& tokens_;
    Analyser& analyser_;
    std::vector<std::uint32_t>& beside_;
    std::vector<Symbol> symbols_;              ///< of the token that is looked at
    std::vector<std::uint32_t> level_, next_;  ///< nodes
    std::vector<Found> found_;
};

std::vector<Phrases::Found> Phrases::find(std::string_view text, const Analysis& analysis, Analyser& analyser) const {
    return Walk(*this, text, analysis, analyser).found();
}

}  // namespace tangible::index
