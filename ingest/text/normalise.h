// Bytes to normal text (schemas/ground/text.h) with ICU: charset, NFC, line ends, invisible characters,
// paragraphs; with the map back.  Also the language of a text and its sentences.
// `normal` is what makes a query normal too, so that both meet in the index.
// Everything here takes any bytes at all; invalid ones become U+FFFD.  Cost: linear.
#pragma once
#include "schemas/ground/text.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// UTF-8 of `bytes`, and the IANA name of the charset they were read as.
struct Decoded {
    std::string text, charset;
    std::string problem;  ///< a sentence when a label or an encoding was wrong and put right, else ""
};

/// Declared charset when it fits the bytes; else byte order mark, strict UTF-8, ICU's detector.
/// Wrong labels are repaired (Latin-1 that is Windows-1252, UTF-8 encoded twice or more).
Decoded decoded(std::string_view bytes, std::string_view declared_charset = {});

struct Normal {
    std::string text;
    OffsetMap map;
};

/// Normal text of UTF-8.  Lines are paragraphs already: `\n`, runs of `\n`, CRLF, U+2028/9 end one.
Normal normal(std::string_view utf8);

/// UTF-8 in which lines that were broken only to fit a width (RFC 5322's 78, a typewriter's 72, format=flowed)
/// are joined again, judged by the lines of each block; verses, lists and addresses stay as they are.
std::string without_hard_wraps(std::string_view utf8);

struct Language {
    std::string tag;  ///< BCP 47, "und" when it cannot be told
    bool reliable = false;
};
/// Of normal text, by CLD2 with its full tables (Somali, Scots and others among them).
Language language_of(std::string_view normal_text);

/// Sentences in order (UAX #29), never across a line; together they cover all non-space text.
std::vector<Span> sentences(std::string_view normal_text, std::string_view language);

}  // namespace tangible::ingest
