// Takes the names from ICU, as it displays a locale in English.
#include "ingest/text/language_name.h"
#include <unicode/locid.h>

namespace tangible::ingest {

std::string language_name(std::string_view tag) {
    if (tag == "und") return "Not told";
    UErrorCode trouble = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag({tag.data(), static_cast<int32_t>(tag.size())}, trouble);
    if (U_FAILURE(trouble) || !*locale.getLanguage()) return std::string(tag);
    icu::UnicodeString name;
    std::string out;
    locale.getDisplayName(icu::Locale::getEnglish(), name).toUTF8String(out);
    return out;
}

}  // namespace tangible::ingest
