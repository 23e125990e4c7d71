// Names languages for people.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns the English name of a BCP 47 tag: "Welsh" for "cy", "Punjabi (Arabic)" for "pa-Arab", "Not told" for "und".
/// Returns the tag itself when it is not valid or CLDR has no name for it.
std::string language_name(std::string_view tag);

}  // namespace tangible::ingest
