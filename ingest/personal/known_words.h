// Tells names of people from ordinary words of English. The list is made when Tangible is built (ingest/names) and is
// compiled into the program, so no file is opened.
#pragma once
#include <string_view>

namespace tangible::ingest {

/// What the lists know about a word. A word may be several of these, or none.
struct Known {
    bool first = false;     ///< somebody's first name, in any language written in Latin script
    bool last = false;      ///< a surname
    bool place = false;     ///< a country, or a county of the UK
    bool ordinary = false;  ///< in lower case, an ordinary word of English: "will", "hope"
};

/// Looks a word up as it is written in a sentence: "Amina", "McDonald", neither "amina" nor "AMINA". Costs two binary
/// searches of about 17 steps.
Known known(std::string_view word);

}  // namespace tangible::ingest
