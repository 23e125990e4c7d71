// Extracts the teller's own words from a mail: removes what was quoted from others, signatures and notices. Nothing is
// lost: what was cut is returned beside the words, in order.
//
//     const Reply found = reply(mail.text);
//     std::string story = found.visible;               // for "Yes.\n> How are you?\n-- \nAnn\n": "Yes.\n"
//     for (const Cut& cut : found.cuts) keep(cut);     // "> How are you?\n", "-- \nAnn\n"
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A mail body, divided into the teller's words and the rest.
struct Reply {
    std::string visible;    ///< the teller's words
    std::string signature;  ///< as cut, or the closing that stays visible ("Kind regards, Ann"); "" if none
    std::vector<Cut> cuts;  ///< quotes, signatures and notices as they stood, in order
};

/// Divides a plain-text body (UTF-8, any line ends). If everything would be cut, nothing is: the body stays visible as
/// it is. `put_back` lists cuts that a person wants left in, as SHA-256 of their text in lower-case hex. Linear.
Reply reply(std::string_view body, const std::vector<std::string>& put_back = {});

}  // namespace tangible::ingest
