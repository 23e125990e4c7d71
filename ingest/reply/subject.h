// Removes the marks of replies from the subject of a mail.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns a subject (UTF-8) without "Re:", "Fwd:", "AW:", "Re[2]:" and the like in front, as normal text.
std::string bare_subject(std::string_view subject);

}  // namespace tangible::ingest
