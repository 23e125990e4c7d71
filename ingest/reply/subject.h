// The subject of a mail without the marks of answers.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Without "Re:" and "Fwd:" in any language.
std::string bare_subject(std::string_view subject);

}  // namespace tangible::ingest
