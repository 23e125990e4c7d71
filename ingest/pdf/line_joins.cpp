// Joins printed lines. A hyphen at a line's end is the printer's if the document has the word elsewhere without it, and
// the writer's if it has the word with it. If it has neither, the document's habit decides: whether most of its hyphens
// at line ends are the printer's. Prefixes such as "self-" keep their hyphen.
#include "ingest/pdf/line_joins.h"
#include <cctype>
#include <utility>

namespace tangible::ingest {
namespace {

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

/// Calls `each` with every word in lower case; hyphens inside and at the end belong to a word.
template <class Each> void each_word(std::string_view text, Each each) {
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        bool part = i < text.size() && (letter(text[i]) || (text[i] == '-' && !word.empty()));
        if (part)
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
        else if (!word.empty())
            each(std::exchange(word, {}));
    }
}

std::string last_word(std::string_view text) {
    std::string last;
    each_word(text, [&](std::string w) { last = std::move(w); });
    return last;
}

std::string first_word(std::string_view text) {
    std::string first;
    each_word(text.substr(0, text.find(' ')), [&](std::string w) {
        if (first.empty()) first = std::move(w);
    });
    return first;
}

/// Decides whether a text ends with a hyphen behind a letter.
bool ends_with_hyphen(std::string_view text) {
    return text.size() > 2 && text.back() == '-' && letter(text[text.size() - 2]);
}

}  // namespace

LineJoins::LineJoins(const std::vector<PrintedLine>& lines) {
    for (const PrintedLine& line : lines) each_word(line.text, [this](std::string w) { words_.insert(std::move(w)); });
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) learn_hyphen(lines[i].text, lines[i + 1].text);
}

/// Counts whether the hyphen at the end of `line` was the printer's or the writer's, as far as other words show it.
void LineJoins::learn_hyphen(std::string_view line, std::string_view next) {
    if (!ends_with_hyphen(line)) return;
    std::string head = last_word(line), tail = first_word(next);
    made_by_printer_ += words_.contains(head.substr(0, head.size() - 1) + tail);
    written_ += words_.contains(head + tail);
}

/// Decides whether the hyphen between two lines was the printer's: the word occurs elsewhere without it, or this
/// printer breaks words.
bool LineJoins::printers_hyphen(std::string_view before, std::string_view after) const {
    static const std::set<std::string, std::less<>> prefixes = {"all-",  "anti-", "co-",    "ex-",    "half-", "inter-",
                                                                "long-", "mid-",  "multi-", "non-",   "post-", "pre-",
                                                                "re-",   "self-", "semi-",  "short-", "sub-",  "well-"};
    std::string head = last_word(before), tail = first_word(after);
    if (tail.empty() || !std::islower(static_cast<unsigned char>(after[0]))) return false;
    if (words_.contains(head + tail)) return false;
    if (words_.contains(head.substr(0, head.size() - 1) + tail)) return true;
    return made_by_printer_ > written_ && !prefixes.contains(head);
}

void LineJoins::join(std::string& text, std::string_view next) const {
    for (std::string_view sign : {"\u00AD", "\u2010"})  // soft and typographic hyphens, which only printers write
        if (text.ends_with(sign)) return text.resize(text.size() - sign.size());
    if (ends_with_hyphen(text)) {
        if (printers_hyphen(std::string_view(text).substr(text.rfind(' ') + 1), next)) text.pop_back();
        return;
    }
    for (std::string_view sign : {"—", "–", "/", "\u2011"})
        if (text.ends_with(sign) && text.size() > sign.size() && text[text.size() - sign.size() - 1] != ' ') return;
    if (!(ends_densely(text) && begins_densely(next))) text += ' ';
}

}  // namespace tangible::ingest
