// The teller's own words in a mail: without what was quoted from others and without the
// signature.  Nothing is lost: what was cut is given back beside it, in order.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct Reply {
    std::string visible;    ///< the teller's words
    std::string signature;  ///< as cut, or the closing that stays visible ("Kind regards, Ann"); "" when there is none
    std::vector<Cut> cuts;  ///< quoted parts and the signature, as they stood
};

/// Of a plain-text body (UTF-8, any line ends).  When all of it would be cut, nothing is.  `put_back`: SHA-256 of the
/// words of cuts that a person wants left in.
Reply reply(std::string_view body, const std::vector<std::string>& put_back = {});

}  // namespace tangible::ingest
