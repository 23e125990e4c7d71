// Runs one scanner for each kind, in the order of a table, and marks the bytes found as taken. A later scanner cannot
// claim them again.
#include "ingest/personal/personal.h"
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

}  // namespace

std::vector<Personal> personal(std::string_view normal_text) {
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

}  // namespace tangible::ingest
