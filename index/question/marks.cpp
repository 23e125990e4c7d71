// Scans the text once from left to right. Brackets, quotations and minus signs are marks of their own; anything else is
// read up to the next space, bracket or quotation mark, and is a capital word, a field or a plain word.
#include "index/question/marks.h"
#include <algorithm>

namespace tangible::index {
namespace {

// Any quotation mark opens, and any closes: people mix them, and phones change them while one types.
constexpr std::string_view quotation_marks[] = {"\"", "“", "”", "„", "‟", "«", "»", "＂"};
constexpr std::string_view minuses[] = {"-", "−"};
constexpr std::pair<std::string_view, Mark::Kind> capitals[] = {
    {"OR", Mark::either}, {"AND", Mark::both}, {"NOT", Mark::minus}, {"NEAR", Mark::near}};

// Returns how many bytes the sign takes that `text` begins with; 0 when it begins with none.
template <class Table> std::size_t one_of(const Table& table, std::string_view text) {
    for (std::string_view sign : table)
        if (text.starts_with(sign)) return sign.size();
    return 0;
}

class Marking {
public:
    explicit Marking(std::string_view text) : text_(text) {}

    std::vector<Mark> marks() {
        while (skip_space(), here_ < text_.size()) mark();
        return std::move(marks_);
    }

private:
    std::string_view rest() const { return text_.substr(here_); }
    bool space(std::size_t at) const { return text_[at] == ' ' || text_[at] == '\n'; }
    void skip_space() {
        while (here_ < text_.size() && space(here_)) ++here_;
    }
    Span span(std::size_t begin, std::size_t end) const {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
    void add(Mark::Kind kind, std::size_t length) {
        marks_.push_back({kind, span(here_, here_ + length), {}, false, false});
        here_ += length;
    }

    void mark() {
        if (text_[here_] == '(') return add(Mark::open, 1);
        if (text_[here_] == ')') return add(Mark::close, 1);
        if (one_of(quotation_marks, rest())) return quotation({Mark::phrase, {}, {}, false, false});
        if (auto length = one_of(minuses, rest())) return minus(length);
        chunk();
    }

    // A minus applies to what it touches. One before a space, another minus, a closing bracket or the end is
    // punctuation and means nothing.
    void minus(std::size_t length) {
        add(Mark::minus, length);
        const bool lone = here_ == text_.size() || space(here_) || one_of(minuses, rest()) || text_[here_] == ')';
        if (lone) marks_.pop_back();
    }

    // Reads up to the next quotation mark or the end. `mark` is a phrase or a field, and gets the text between.
    void quotation(Mark mark) {
        here_ += one_of(quotation_marks, rest());
        const auto begin = here_;
        while (here_ < text_.size() && !one_of(quotation_marks, rest())) ++here_;
        mark.text = span(begin, here_);
        mark.unclosed = here_ == text_.size();
        if (!mark.unclosed) here_ += one_of(quotation_marks, rest());
        marks_.push_back(mark);
    }

    void chunk() {
        const auto begin = here_;
        while (here_ < text_.size() && !space(here_) && text_[here_] != '(' && text_[here_] != ')' &&
               !one_of(quotation_marks, rest()))
            ++here_;
        // A name has only letters. "https://..." is a word: an address would otherwise be the field "https".
        const auto chunk = text_.substr(begin, here_ - begin);
        if (capital(chunk, begin)) return;
        const auto colon = chunk.find(':');
        if (!is_name(chunk.substr(0, colon)) || colon == chunk.npos || chunk.substr(colon).starts_with("://"))
            return marks_.push_back({Mark::word, span(begin, here_), {}, false, false});
        Mark field{Mark::field, span(begin + colon + 1, here_), span(begin, begin + colon), false, false};
        // In place:"North Kensington" the quotation mark ends the chunk right after the colon.
        const bool value_quoted = colon + 1 == chunk.size() && here_ < text_.size() && one_of(quotation_marks, rest());
        if (!value_quoted) return marks_.push_back(field);
        field.quoted = true;
        quotation(field);
    }

    // Reads OR, AND, NOT, NEAR and NEAR/n. Anything else, as "NEAR/x", is left to the caller.
    bool capital(std::string_view chunk, std::size_t begin) {
        const auto slash = std::min(chunk.find('/'), chunk.size());
        const auto number = chunk.substr(std::min(slash + 1, chunk.size()));
        for (const auto& [word, kind] : capitals) {
            const bool distance =
                kind == Mark::near && !number.empty() && number.find_first_not_of("0123456789") == number.npos;
            if (chunk != word && !(distance && chunk.substr(0, slash) == word)) continue;
            marks_.push_back(
                {kind, span(begin + std::min(slash + 1, chunk.size()), begin + chunk.size()), {}, false, false});
            return true;
        }
        return false;
    }

    // ASCII letters only; | 32 makes a letter lower case.
    static bool is_name(std::string_view text) {
        return !text.empty() && std::all_of(text.begin(), text.end(),
                                            [](unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; });
    }

    std::string_view text_;
    std::size_t here_ = 0;
    std::vector<Mark> marks_;
};

}  // namespace

std::vector<Mark> marks_of(std::string_view text) { return Marking(text).marks(); }

}  // namespace tangible::index
