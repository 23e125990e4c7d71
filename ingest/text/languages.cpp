// Detects the language of each sentence, and joins neighbours of one language. A sentence that is too short to tell
// gets "und" first, and then the language of the run beside it.
#include "ingest/text/languages.h"
#include "ingest/text/normalise.h"

namespace tangible::ingest {
namespace {

constexpr std::size_t telling_bytes = 40;  // a shorter sentence that CLD2 is not sure of is too short to tell

/// Returns the language of a sentence; "und" for one that goes with its neighbours. `whole` is the language of the
/// whole text.
std::string tag_of(std::string_view sentence, std::string_view whole) {
    const Language found = language_of(sentence);
    if (found.reliable || found.tag == whole) return found.tag;
    // In a few words many languages look alike, so the language of the whole text is likelier than a guess.
    return sentence.size() < telling_bytes || whole != "und" ? "und" : found.tag;
}

/// Appends a sentence to the last run, or begins a new one. A run that is still "und" takes the language of the first
/// sentence that has one.
void add(std::vector<LanguageRun>& runs, Span sentence, std::string tag) {
    if (!runs.empty() && runs.back().tag == "und") runs.back().tag = tag;
    if (!runs.empty() && (tag == "und" || runs.back().tag == tag))
        runs.back().span.end = sentence.end;
    else
        runs.push_back({sentence, std::move(tag)});
}

}  // namespace

std::vector<LanguageRun> languages_of(std::string_view normal_text) {
    const std::string whole = language_of(normal_text).tag;
    std::vector<LanguageRun> runs;
    for (const Span s : sentences(normal_text, whole)) add(runs, s, tag_of(cut(normal_text, s), whole));
    if (runs.size() == 1 && runs[0].tag == "und") runs[0].tag = whole;
    return runs;
}

}  // namespace tangible::ingest
