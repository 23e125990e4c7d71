// Lists the phrases of each hint, and how many words before a cue they count. All phrases are English so far. They are
// found by stems, so "hoped" is found by "hope".
#include "index/tagging/hints.h"

namespace tangible::index {
namespace {

constexpr std::string_view english_negations[] = {
    "not",    "no",    "never",    "without", "neither",  "nor",       "nobody",    "none",    "nothing",    "hardly",
    "cannot", "don't", "didn't",   "doesn't", "isn't",    "wasn't",    "weren't",   "aren't",  "hasn't",     "haven't",
    "hadn't", "can't", "couldn't", "won't",   "wouldn't", "shouldn't", "failed to", "lack of", "instead of",
};

constexpr std::string_view english_wishes[] = {
    "would",         "could",   "might",           "should",      "hope",      "wish",
    "ideally",       "imagine", "want to",         "plan to",     "aim to",    "need to",
    "intend to",     "if only", "possible",        "possibility", "potential", "in future",
    "in the future", "one day", "look forward to", "next year",
};

// A negation reaches only the words next to it: "it was not long before they trusted us" must not count for "trusted".
// A wish reaches to the end of its sentence.
constexpr HintWords table[] = {
    {"negation", "en", 4, english_negations},
    {"wish", "en", long_sentence_words, english_wishes},
};

}  // namespace

std::span<const HintWords> hint_words() { return table; }

}  // namespace tangible::index
