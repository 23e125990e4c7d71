// Folder names as a mail server spells them: modified UTF-7 (RFC 3501, 5.1.3), and quoted for a command.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

std::string folder_to_wire(std::string_view utf8);
/// As it came when it is not modified UTF-7.
std::string folder_from_wire(std::string_view);
/// "\"My folder\"".  Throws Error{usage} for line ends and other signs that would end the command.
std::string quoted_for_imap(std::string_view);

}  // namespace tangible::ingest
