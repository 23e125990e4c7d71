// Names the charset of the bytes in an RTF or old Office file, by code page or by the character set of a font.
#pragma once
#include <string>

namespace tangible::ingest {

/// Returns the charset of a Windows code page (\ansicpgN, \cpgN), or "" for an unknown page.
std::string charset_of_code_page(int page);
/// Returns the charset of a font (\fcharsetN), or "" when the font leaves it to the document or has symbols only.
std::string charset_of_font(int character_set);

}  // namespace tangible::ingest
