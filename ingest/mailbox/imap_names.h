// Converts folder names to and from the spelling of mail servers: modified UTF-7 (RFC 3501, 5.1.3), and quoted strings.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Encodes a folder name: "Entwürfe" becomes "Entw&APw-rfe". Returns the name unchanged if that fails.
std::string folder_to_wire(std::string_view utf8);
/// Decodes a folder name to UTF-8. Returns it unchanged when it is not valid modified UTF-7.
std::string folder_from_wire(std::string_view);
/// Quotes a string for an IMAP command: "My folder" with quotes around it and backslashes before '"' and '\'. Throws
/// Error{usage} for line ends and zero bytes, which would end the command.
std::string quoted_for_imap(std::string_view);

}  // namespace tangible::ingest
