// Which words are names of people, and which are ordinary words of English.  The list is made when Tangible is built
// (ingest/names) and is part of the program: no file is opened, nothing is made ready.
#pragma once
#include <string_view>

namespace tangible::ingest {

struct Known {
    bool first = false;     ///< somebody's first name, in any language written in Latin script
    bool last = false;      ///< a surname
    bool place = false;     ///< a country, or a county of the UK
    bool ordinary = false;  ///< an ordinary word of English, when it is not a name: "will", "hope"
};

/// As it is written in a sentence: "Amina", "McDonald", neither "amina" nor "AMINA".  Cost: 2 x 17 comparisons.
Known known(std::string_view word);

}  // namespace tangible::ingest
