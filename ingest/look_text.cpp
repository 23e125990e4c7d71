// What is seen in a story's words: what could identify somebody.
#include "ingest/look_members.h"
#include "ingest/personal.h"
#include "schemas/json.h"

namespace tangible::ingest {

void look_text(Members& m, std::string_view text) {
    std::vector<std::string> found;
    for (const auto& [kind, span] : personal(text))
        found.push_back(json_object({{"kind", json_string(name(kind))},
                                     {"start", std::to_string(span.begin)},
                                     {"end", std::to_string(span.end)},
                                     {"text", json_string(cut(text, span))}}));
    m.emplace_back("personal", json_array(found));
}

}  // namespace tangible::ingest
