// Adds the cues of a caption file, each with its start and end in seconds and its text with markup.
#include "ingest/captions/captions.h"
#include "ingest/look/look_members.h"
#include "ingest/reading/documents.h"
#include "ingest/text/normalise.h"
#include <cstdio>
#include <nlohmann/json.hpp>

namespace tangible::ingest {
namespace {

/// Returns 1500 as "1.500": exact, as a floating-point number would not be.
std::string seconds(std::int64_t ms) {
    char text[40];
    std::snprintf(text, sizeof text, "%lld.%03d", static_cast<long long>(ms / 1000), static_cast<int>(ms % 1000));
    return text;
}

}  // namespace

void look_captions(Members& m, const Submission& s) {
    if (kind_of(s.bytes, s.filename, s.media_type) != Kind::captions) return;
    Members& cues = m["cues"] = Members::array();
    for (const Cue& cue : cues_of(decoded(s.bytes).text))
        cues.push_back({{"start", json_number(seconds(cue.start_ms))},
                        {"end", json_number(seconds(cue.end_ms))},
                        {"text", cue.text}});
}

}  // namespace tangible::ingest
