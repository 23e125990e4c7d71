// Adds what is seen in a story's words: passages that could identify somebody, and the languages of its sentences.
#include "ingest/look/look_members.h"
#include "ingest/personal/personal.h"
#include "ingest/text/languages.h"
#include "schemas/json/json.h"

namespace tangible::ingest {

void look_text(Members& m, std::string_view text) {
    std::vector<std::string> found;
    for (const auto& [kind, span] : personal(text))
        found.push_back(json_object({{"kind", json_string(name(kind))},
                                     {"start", std::to_string(span.begin)},
                                     {"end", std::to_string(span.end)},
                                     {"text", json_string(cut(text, span))}}));
    m.emplace_back("personal", json_array(found));
    std::vector<std::string> runs;
    for (const auto& [span, tag] : languages_of(text))
        runs.push_back(json_object({{"start", std::to_string(span.begin)},
                                    {"end", std::to_string(span.end)},
                                    {"language", json_string(tag)}}));
    m.emplace_back("languages", json_array(runs));
}

}  // namespace tangible::ingest
