// Turns bytes into normal text (schemas/ground/text.h) with ICU: charset, NFC, line ends, invisible characters,
// paragraphs. Keeps the map back to the source. Also detects the language of a text and divides it into sentences.
//
// Queries go through `normal` too, so that both meet in the index. Everything here takes any bytes; invalid ones become
// U+FFFD. Cost: linear.
//
//     const Decoded source = decoded(bytes, "iso-8859-1");
//     const Normal made = normal(without_hard_wraps(source.text));
//     const std::string tag = language_of(made.text).tag;  // "en"
//     for (const Span s : sentences(made.text, tag)) use(cut(made.text, s));
#pragma once
#include "schemas/ground/text.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A text as UTF-8, and the IANA name of the charset that its bytes were read in.
struct Decoded {
    std::string text, charset;
    std::string problem;  ///< a sentence when a wrong label or a double encoding was put right, else ""
};

/// Converts `bytes` to UTF-8. A byte order mark decides first, then the declared charset if it fits the bytes, then
/// strict UTF-8, then a guess. Puts right common wrong labels (Latin-1 that is really Windows-1252) and text that was
/// encoded as UTF-8 twice or more. `declared_charset` is any label, or "".
Decoded decoded(std::string_view bytes, std::string_view declared_charset = {});

/// Normal text, and the map from its bytes back to those of the source.
struct Normal {
    std::string text;
    OffsetMap map;
};

/// Makes UTF-8 text normal: NFC (UAX #15), single spaces, one paragraph a line, no invisible characters. Line ends of
/// any kind (`\n` or runs of it, CRLF, U+2028, U+2029) end a paragraph, so join wrapped lines first. normal(normal(x))
/// is normal(x). Throws Error{refused} above 1 GiB, and Error{temporary} when ICU lacks its data.
Normal normal(std::string_view utf8);

/// Joins lines that were broken only to fit a width (RFC 5322's 78 columns, a typewriter's 72). Judges each block of
/// lines by itself; verses, lists and addresses keep their lines. Takes UTF-8 with any line ends.
std::string without_hard_wraps(std::string_view utf8);

/// The language of a text.
struct Language {
    std::string tag;        ///< BCP 47; "und" when it cannot be told
    bool reliable = false;  ///< false for a mere guess, such as one from few letters
};
/// Detects the main language of normal text, by CLD2 with its full tables, and by our own word lists for languages that
/// CLD2 misses or confuses (Scots, Welsh, Kurdish ...).
Language language_of(std::string_view normal_text);

/// Returns the sentences of a text in order (UAX #29), without white space around them. No sentence crosses a line end;
/// together they cover all text that is not white space. `language` is a BCP 47 tag. Throws Error{temporary} when ICU
/// lacks its rules.
std::vector<Span> sentences(std::string_view normal_text, std::string_view language);

}  // namespace tangible::ingest
