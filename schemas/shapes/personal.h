// A passage of a text that could identify somebody.
//
// Passages are shown to the team to look at; nothing is removed because of them.  A text without any may still identify
// somebody.  ingest/personal finds them.
#pragma once
#include "schemas/ground/text.h"
#include <cstdint>
#include <string_view>

namespace tangible {

/// What a passage could be.  `uk_nino` is a National Insurance number.
enum class PersonalKind : std::uint8_t {
    person,
    email,
    phone,
    uk_postcode,
    street_address,
    nhs_number,
    uk_nino,
    date_of_birth,
    url
};

constexpr std::string_view name(PersonalKind kind) {
    constexpr std::string_view names[] = {"person",     "email",   "phone",         "uk_postcode", "street_address",
                                          "nhs_number", "uk_nino", "date_of_birth", "url"};
    return names[static_cast<std::size_t>(kind)];
}

/// A passage and what it could be.
struct Personal {
    PersonalKind kind = PersonalKind::person;
    Span span;  ///< of the text in which it was found
    auto operator<=>(const Personal&) const = default;
};

}  // namespace tangible
