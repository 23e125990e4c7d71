// What in a text could identify somebody.  A proposal for the team to look at: nothing is removed because of it, and
// a text without any may still identify somebody.
#pragma once
#include "schemas/ground/text.h"
#include <cstdint>
#include <string_view>

namespace tangible {

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

struct Personal {
    PersonalKind kind = PersonalKind::person;
    Span span;
    auto operator<=>(const Personal&) const = default;
};

}  // namespace tangible
