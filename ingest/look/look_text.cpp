// Adds what is seen in a story's words: passages that could identify somebody, and the languages of its sentences.
#include "ingest/look/look_members.h"
#include "ingest/personal/personal.h"
#include "ingest/text/languages.h"
#include <nlohmann/json.hpp>

namespace tangible::ingest {

void look_text(Members& m, std::string_view text) {
    Members found = Members::array(), runs = Members::array();
    for (const auto& [kind, span] : personal(text))
        found.push_back({{"kind", name(kind)}, {"start", span.begin}, {"end", span.end}, {"text", cut(text, span)}});
    for (const auto& [span, tag] : languages_of(text))
        runs.push_back({{"start", span.begin}, {"end", span.end}, {"language", tag}});
    m["personal"] = std::move(found);
    m["languages"] = std::move(runs);
}

}  // namespace tangible::ingest
