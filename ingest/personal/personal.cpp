// Runs one scanner for each kind, in the order of a table, and marks the bytes found as taken. A later scanner cannot
// claim them again. Scanners know ASCII digits only: a text with digits of another script is read as a copy with these
// in their place, and what is found there is carried back.
#include "ingest/personal/personal.h"
#include "ingest/personal/personal_digits.h"
#include "ingest/personal/personal_scan.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Where two finds overlap, the upper row wins: a number within a link is not a phone number.
constexpr std::pair<PersonalKind, Spans (*)(std::string_view)> scanners[] = {
    {PersonalKind::email, email_addresses},
    {PersonalKind::url, links},
    {PersonalKind::uk_nino, ni_numbers},
    {PersonalKind::date_of_birth, birth_dates},
    {PersonalKind::nhs_number, nhs_numbers},
    {PersonalKind::phone, phones},
    {PersonalKind::street_address, street_addresses},
    {PersonalKind::uk_postcode, postcodes},
    {PersonalKind::person, people},
};

std::vector<Personal> scanned(std::string_view normal_text) {
    std::vector<Personal> found;
    std::vector<bool> taken(normal_text.size());
    for (const auto& [kind, scan] : scanners)
        for (const Span s : scan(normal_text)) {
            const auto begin = taken.begin() + s.begin, end = taken.begin() + s.end;
            if (std::find(begin, end, true) != end) continue;
            std::fill(begin, end, true);
            found.push_back({kind, s});
        }
    std::ranges::sort(found, {}, &Personal::span);
    return found;
}

}  // namespace

std::vector<Personal> personal(std::string_view normal_text) {
    const auto digits = with_ascii_digits(normal_text);
    if (digits.text.empty()) return scanned(normal_text);
    auto found = scanned(digits.text);
    for (auto& [kind, span] : found) span = {digits.origins[span.begin], digits.origins[span.end]};
    return found;
}

bool finds_names_in(std::string_view text) {
    std::size_t latin = 0, others = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_letter(c) || (byte >= 0xC3 && byte <= 0xC9)) ++latin;  // U+00C0 to U+024F
        // Lead bytes of other letters; 0xE2 begins quotation marks, dashes and symbols, 0xF0 emoji and rare scripts.
        if ((byte >= 0xCA && byte <= 0xDF) || byte == 0xE0 || byte == 0xE1 || (byte >= 0xE3 && byte <= 0xED)) ++others;
    }
    return others <= latin;
}

}  // namespace tangible::ingest
