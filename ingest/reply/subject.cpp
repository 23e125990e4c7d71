// Removes what mail programs put before the subject of a reply, in many languages.
#include "ingest/reply/subject.h"
#include "ingest/phrases/folded.h"
#include "ingest/phrases/phrases.h"
#include "ingest/text/normalise.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Each reply may add a mark. The longest has fewer bytes, with its number and spaces.
constexpr int max_marks = 20;
constexpr std::size_t max_mark_bytes = 60;

/// Returns the length of "Re:", "FWD: " or "Re[2]:" at the front, with the spaces behind it, or 0.
std::size_t answer_mark(std::string_view subject) {
    const std::size_t colon = subject.substr(0, max_mark_bytes).find(':');
    if (colon == subject.npos) return 0;
    std::string mark = folded(subject.substr(0, colon));
    if (mark.ends_with(']')) mark.resize(std::min(mark.find('['), mark.size()));
    if (std::ranges::find(phrases::answer_marks(), mark) == phrases::answer_marks().end()) return 0;
    return std::min(subject.find_first_not_of(' ', colon + 1), subject.size());
}

}  // namespace

std::string bare_subject(std::string_view subject) {
    for (int n = 0; n < max_marks; ++n) {
        std::size_t mark = answer_mark(subject);
        if (mark == 0) break;
        subject.remove_prefix(mark);
    }
    return normal(subject).text;
}

}  // namespace tangible::ingest
