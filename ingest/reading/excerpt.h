// What a person can safely look at of a submission that could not be read: words of it, and how its bytes begin.
#pragma once
#include "schemas/shapes/story.h"
#include <string>

namespace tangible::ingest {

struct Excerpt {
    std::string words;      ///< normal text: what reading finds, else the readable runs in the bytes; at most 64 KiB
    std::string hex;        ///< the first 512 bytes, 16 a line, with what of them is ASCII beside
    bool is_whole = true;   ///< no words were left out for their length
    bool was_read = false;  ///< the words are what reading finds, not runs in the bytes
};

/// Runs in the confined child, since it reads outsiders' bytes.  `raw`: without trying to read them.
Excerpt excerpt(const Submission&, bool raw = false);

}  // namespace tangible::ingest
