// Writes the numbers of list items in the five ways that word processors and HTML have: 3, c, C, iii, III.
#include "ingest/formats/readers.h"
#include <array>
#include <utility>

namespace tangible::ingest {
namespace {

/// Returns a, b, ..., z, aa, ab, ...: a number in base 26 whose digits go from 1 to 26, so there is no zero.
std::string letters(int number) {
    std::string s;
    for (; number > 0; number = (number - 1) / 26) s.insert(s.begin(), static_cast<char>('a' + (number - 1) % 26));
    return s;
}

std::string roman(int number) {
    static constexpr std::array<std::pair<int, std::string_view>, 13> steps = {{{1000, "m"},
                                                                                {900, "cm"},
                                                                                {500, "d"},
                                                                                {400, "cd"},
                                                                                {100, "c"},
                                                                                {90, "xc"},
                                                                                {50, "l"},
                                                                                {40, "xl"},
                                                                                {10, "x"},
                                                                                {9, "ix"},
                                                                                {5, "v"},
                                                                                {4, "iv"},
                                                                                {1, "i"}}};
    std::string s;
    for (auto [value, sign] : steps)
        for (; number >= value; number -= value) s += sign;
    return s;
}

std::string upper(std::string s) {
    for (char& c : s) c = static_cast<char>(c - 'a' + 'A');
    return s;
}

}  // namespace

std::string ordinal(int number, char format) {
    bool spellable = number >= 1 && number <= 3999;  // Roman numbers go no further
    if (format == 'a' && spellable) return letters(number);
    if (format == 'A' && spellable) return upper(letters(number));
    if (format == 'i' && spellable) return roman(number);
    if (format == 'I' && spellable) return upper(roman(number));
    return std::to_string(number);
}

}  // namespace tangible::ingest
