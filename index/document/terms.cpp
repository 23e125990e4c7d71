// Builds the strings of the terms that terms.h lists, and folds the values of fields. The document's data is coded in
// docdata.cpp.
#include "index/document/terms.h"
#include "index/words/fold.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::index::terms {

std::string reference(const StoryId& id) { return std::string("Q").append(id); }
std::string allowed(Use use) { return std::string("XU").append(name(use)); }
std::string stem(std::string_view stem) { return std::string(stemmed).append(stem); }
std::string language(std::string_view tag) { return value("L", base_language(tag)); }
std::string value(std::string_view prefix, std::string_view value) {
    return std::string(prefix).append(cut_at_letter(folded_value(value), max_value_bytes));
}

// Five letters of six bits each. Among 100,000 stories about one in twenty shares such a term with an unrelated story
// by chance. That costs only a measurement of the two (likeness.h), and shorter terms keep the index small.
std::string fingerprint(std::uint64_t hash) {
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    std::string out = "XS";
    for (int i = 0; i < 5; ++i, hash >>= 6) out += letters[hash & 63];
    return out;
}

// The separator after a word is kept until the next word comes, so that none stands at the end.
std::string folded_value(std::string_view text) {
    constexpr std::string_view separators = " \t\n,;:-._/";
    std::string out;
    char separator = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(separators, at), text.size());
        if (const auto word = folded(text.substr(at, end - at)); !word.empty()) {
            if (!out.empty()) out += separator;
            out += word;
            separator = 0;
        }
        // A lone hyphen, full stop, slash or underscore stays. Several separators in a row, or any other one, become a
        // space.
        if (end < text.size())
            separator =
                separator == 0 && std::string_view("-._/").find(text[end]) != std::string_view::npos ? text[end] : ' ';
        at = end + 1;
    }
    return out;
}

std::vector<std::string> of(std::string_view text, const Token& token, std::string_view language, Analyser& analyser) {
    std::vector<std::string> out{stem(analyser.stem(token.word, language))};
    for (auto part : analyser.parts(text, token)) out.push_back(stem(analyser.stem(part, language)));
    return out;
}

}  // namespace tangible::index::terms
