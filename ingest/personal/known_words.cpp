// Looks words up in a list that is included as one string of sorted lines, each a word and its marks. A binary search
// over the bytes finds the line; no index has to be built at start.
#include "ingest/personal/known_words.h"
#include "schemas/ground/ascii.h"

namespace tangible::ingest {
namespace {

constexpr char bytes[] =
#include "known_words.inc"
    ;
constexpr std::string_view list(bytes, sizeof bytes - 1);

/// Returns the marks of a word, or "". Each step of the search goes back to the beginning of a line.
std::string_view marks_of(std::string_view word) {
    for (std::size_t low = 0, high = list.size(); low < high;) {
        const std::size_t middle = low + (high - low) / 2;
        const std::size_t before = list.substr(0, middle).rfind('\n');
        const std::size_t line = before == list.npos ? 0 : before + 1;
        const std::size_t space = list.find(' ', line), end = list.find('\n', space);
        const int order = word.compare(list.substr(line, space - line));
        if (order == 0) return list.substr(space + 1, end - space - 1);
        if (order < 0)
            high = line;
        else
            low = end + 1;
    }
    return {};
}

bool has(std::string_view marks, char mark) { return marks.find(mark) != marks.npos; }

}  // namespace

Known known(std::string_view word) {
    const std::string_view marks = marks_of(word);
    const std::string small = lower_ascii(word);
    return {has(marks, 'f'), has(marks, 'l'), has(marks, 'p'), has(marks_of(small), 'w')};
}

}  // namespace tangible::ingest
