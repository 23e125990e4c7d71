// Shows staff, safely, what a submission contains that could not be read: its words and its first bytes.
#pragma once
#include "schemas/shapes/story.h"
#include <string>

namespace tangible::ingest {

/// What a person may look at. Plain text only; nothing of it is markup or a link.
struct Excerpt {
    std::string words;      ///< normal text: the drafts' text, or readable runs of the bytes; at most 64 KiB
    std::string hex;        ///< the first 512 bytes in hexadecimal, 16 a line, with the printable ASCII beside
    bool is_whole = true;   ///< false when `words` was cut at its limit
    bool was_read = false;  ///< `words` is the drafts' text, not runs of bytes
};

/// Makes an excerpt. With `raw`, does not try to read the submission, because doing so killed its reader. Call it in a
/// confined process: it reads an outsider's bytes.
Excerpt excerpt(const Submission&, bool raw = false);

}  // namespace tangible::ingest
