// The log: one JSON object a line on stderr.  Never a story's text, an address or a token.
#pragma once
#include <string_view>

namespace tangible::serve {

void log_trouble(std::string_view what);
void log_note(std::string_view what);

}  // namespace tangible::serve
