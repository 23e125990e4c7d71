// Which charset the bytes of an RTF text are in: by the code page of the document and the character set of a font.
#pragma once
#include <string>

namespace tangible::ingest {

/// Of \ansicpgN or \cpgN: "" when nobody knows the page.
std::string charset_of_code_page(int page);
/// Of \fcharsetN; "" when the font leaves it to the document.
std::string charset_of_font(int character_set);

}  // namespace tangible::ingest
