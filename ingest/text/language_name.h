// What people call a language.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// The English name of a BCP 47 tag ("cy": "Welsh", "pa-Arab": "Punjabi (Arabic)"); of "und": "Not told".
/// The tag itself where CLDR has no name for it.
std::string language_name(std::string_view tag);

}  // namespace tangible::ingest
