// The search for numbers knows ASCII digits. This makes a text with digits of other scripts readable for it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A text whose digits of other scripts are ASCII digits, and where each of its bytes stood before.
struct Digits {
    std::string text;
    std::vector<std::uint32_t> origins;  ///< one more than bytes: that of the end
};

/// Returns an empty text when all digits are ASCII digits. Takes any bytes.
Digits with_ascii_digits(std::string_view text);

}  // namespace tangible::ingest
