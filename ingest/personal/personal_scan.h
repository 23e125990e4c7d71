// The scanners behind personal.h, a kind each.  Each gives spans in order and looks only a bounded way ahead and back.
#pragma once
#include "schemas/ground/text.h"
#include <string_view>
#include <vector>

namespace tangible::ingest {

using Spans = std::vector<Span>;

Spans email_addresses(std::string_view);   ///< RFC 5322's dot-atoms, domains with letters of Latin script
Spans links(std::string_view);             ///< http, https, www, and bare names in common domains
Spans phones(std::string_view);            ///< UK, with + or 00, North American, others beside a word like "tel"
Spans nhs_numbers(std::string_view);       ///< ten digits whose last is right (modulus 11)
Spans ni_numbers(std::string_view);        ///< by HMRC's rules for prefixes and suffixes
Spans postcodes(std::string_view);         ///< by Royal Mail's shapes and areas
Spans street_addresses(std::string_view);  ///< a number and the name of a UK street, with its flat; a PO box
Spans birth_dates(std::string_view);       ///< a date soon after "born", "date of birth" and the like
Spans people(std::string_view);            ///< known names, and capitals after a title, kin, "my name is", "Dear"

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Part of a word, whatever the script.
inline bool in_word(char c) { return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
inline bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
    return (begin == 0 || !in_word(text[begin - 1])) && (end >= text.size() || !in_word(text[end]));
}
inline Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace tangible::ingest
