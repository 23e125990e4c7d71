// Removes what mail programs put before the subject of a reply, in the languages of our tellers.
#include "ingest/reply/subject.h"
#include "ingest/text/normalise.h"
#include <algorithm>
#include <array>
#include <cctype>

namespace tangible::ingest {
namespace {

/// In lower case, without the colon: "aw" is German, "odp" Polish, "ymlaen" Welsh and so on.
constexpr std::array<std::string_view, 16> answer_marks = {"re", "fw",  "fwd", "aw", "wg",   "sv",  "vs",  "tr",
                                                           "rv", "rif", "odp", "pd", "antw", "ynt", "atb", "ymlaen"};
/// Each reply may add one.
constexpr int max_marks = 20;

/// Returns the length of "Re:", "FWD: " or "Re[2]:" at the front, with the spaces behind it, or 0.
std::size_t answer_mark(std::string_view subject) {
    std::string word;
    std::size_t i = 0;
    while (i < subject.size() && i < 8 && std::isalpha(static_cast<unsigned char>(subject[i])))
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(subject[i++])));
    if (std::ranges::find(answer_marks, word) == answer_marks.end()) return 0;
    if (i < subject.size() && subject[i] == '[') i = std::min(subject.find(']', i), subject.size() - 1) + 1;
    while (i < subject.size() && subject[i] == ' ') ++i;
    if (i >= subject.size() || subject[i] != ':') return 0;
    return std::min(subject.find_first_not_of(' ', i + 1), subject.size());
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
