// Collects the untagged sentences of each language with their stems, and passes them to candidate_groups.cpp. Very
// short and very long sentences are left out, and so are words that say little about a subject: these would make the
// groups, since they are what most sentences share.
#include "index/codebook/candidates.h"
#include "index/codebook/candidate_groups.h"
#include "index/learning/features/word_vectors.h"
#include <algorithm>
#include <array>

namespace tangible::index {
namespace {

// Shorter sentences say too little to be grouped; longer ones are lists or have lost their full stops.
constexpr std::size_t least_words = 6, most_sentence_words = 60, least_letters = 3;
// The most frequent words of English (by rank in WordVectors) are not what a sentence is about.
constexpr std::uint32_t frequent_words = 600;
// Rarer words that are not what a sentence is about either.
constexpr std::array<std::string_view, 15> any_words = {"anybody",  "anyone",     "anything", "else",      "everybody",
                                                        "everyone", "everything", "maybe",    "nobody",    "nothing",
                                                        "perhaps",  "someone",    "somebody", "something", "somewhere"};

bool tagged(const Span& sentence, const std::vector<Coding>& standing) {
    return std::any_of(standing.begin(), standing.end(),
                       [&](const Coding& c) { return c.verdict != Verdict::rejected && c.span.overlaps(sentence); });
}

// Adds a token to a sentence, unless it says little: words with an apostrophe ("won't", "dwi'n"; and "Halina's", since
// Halina is met again without), short ones, numbers, and in English the frequent ones.
void add_word(Candidates::Language& language, Candidates::Sentence& to, std::string_view text, const Token& token,
              Analyser& analyser, const std::string& tag) {
    const auto as_told = cut(text, token.span);
    if (as_told.find('\'') != as_told.npos || as_told.find("’") != as_told.npos) return;
    const std::string folded(analyser.folded(token.word));
    if (code_points(folded) < least_letters || folded.find_first_of("0123456789") != folded.npos) return;
    const auto vector = tag == "en" ? WordVectors::all().find(folded) : std::nullopt;
    if (vector && *vector < frequent_words) return;
    if (tag == "en" && std::find(any_words.begin(), any_words.end(), folded) != any_words.end()) return;
    if (vector) to.vectors.push_back(*vector);
    to.stems.emplace_back(analyser.stem(token.word, tag));
    ++language.written[to.stems.back()][folded];
}

}  // namespace

void Candidates::add(const Story& story, const Analysis& analysis, Analyser& analyser,
                     const std::vector<Coding>& standing) {
    const auto number = stories_.size();
    stories_.push_back({story.id, story.partnership});
    auto& language = languages_[analysis.language];
    for (std::size_t t = 0; t < analysis.tokens.size();) {
        // Tokens of one sentence are neighbours: [first, t).
        const auto first = t, s = static_cast<std::size_t>(analysis.tokens[t].sentence);
        while (t < analysis.tokens.size() && analysis.tokens[t].sentence == s) ++t;
        if (t - first < least_words || t - first > most_sentence_words) continue;
        ++sentences_;
        const auto span = analysis.sentences[s];
        if (tagged(span, standing)) continue;
        ++untagged_;
        Sentence sentence{number, span, std::string(cut(story.text, span)), {}, {}};
        for (auto at = first; at < t; ++at)
            add_word(language, sentence, story.text, analysis.tokens[at], analyser, analysis.language);
        std::sort(sentence.stems.begin(), sentence.stems.end());
        sentence.stems.erase(std::unique(sentence.stems.begin(), sentence.stems.end()), sentence.stems.end());
        if (!sentence.stems.empty()) language.sentences.push_back(std::move(sentence));
    }
}

std::vector<Candidate> Candidates::groups() const {
    std::vector<Candidate> out;
    for (const auto& [tag, language] : languages_)
        for (auto& c : grouped(language, stories_)) {
            c.language = tag;
            out.push_back(std::move(c));
        }
    return out;
}

}  // namespace tangible::index
