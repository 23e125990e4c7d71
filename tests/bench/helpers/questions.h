// Questions of twelve kinds, made from the generator's lists and from stories of the collection, each with the same
// question for SQLite's FTS5.
#pragma once
#include "tests/bench/helpers/generator.h"
#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace tangible::bench {

struct Question {
    std::string words;        ///< as typed into our search
    std::string match;        ///< FTS5's expression; "" for everything
    std::string where = "1";  ///< a further condition in SQL on a row of `stories`
};

/// What questions are made from.
struct Matter {
    Random& random;
    std::vector<std::string> words;  ///< of one story's text

    std::string of(const auto& list) { return std::string(random.one_of(list)); }
    std::string longest() {
        return *std::max_element(words.begin(), words.end(),
                                 [](const auto& a, const auto& b) { return a.size() < b.size(); });
    }
    std::string three_in_a_row() {
        const std::size_t at = random.below(words.size() - 2);
        return words[at] + " " + words[at + 1] + " " + words[at + 2];
    }
};

/// Returns words as FTS5 takes them.
inline std::string in_quotes(const std::string& words) { return "\"" + words + "\""; }

inline Question said(const std::string& words) { return {words, in_quotes(words)}; }

struct Kind {
    const char* name;
    Question (*question)(Matter&);
};

inline const Kind kinds[] = {
    {"common_word", [](Matter& m) { return said(m.of(nouns)); }},
    {"rare_word", [](Matter& m) { return said(m.longest()); }},
    {"two_words",
     [](Matter& m) {
         const auto one = m.of(nouns), other = m.of(verbs);
         return Question{one + " " + other, in_quotes(one) + " " + in_quotes(other)};
     }},
    {"any_of_four",
     [](Matter& m) {
         Question q;
         for (const auto& word : {m.of(nouns), m.of(verbs), m.of(adjectives), m.of(given_names)}) {
             q.words += (q.words.empty() ? "" : " OR ") + word;
             q.match += (q.match.empty() ? "" : " OR ") + in_quotes(word);
         }
         return q;
     }},
    {"phrase",
     [](Matter& m) {
         const auto phrase = in_quotes(m.three_in_a_row());
         return Question{phrase, phrase};
     }},
    {"near",
     [](Matter& m) {
         const auto one = m.of(nouns), other = m.of(adjectives);
         return Question{one + " NEAR/6 " + other, "NEAR(" + in_quotes(one) + " " + in_quotes(other) + ", 6)"};
     }},
    {"start_of_word",
     [](Matter& m) {
         const auto start = m.of(nouns).substr(0, 4);
         return Question{start + "*", in_quotes(start) + "*"};
     }},
    {"year_and_word",
     [](Matter& m) {
         const auto year = std::to_string(2016 + m.random.below(10)), word = m.of(nouns);
         return Question{"year:" + year + " " + word, in_quotes(word), "year = " + year};
     }},
    {"place_and_partner",
     [](Matter& m) {
         const auto place = "place-" + std::to_string(m.random.below(20)), partner = m.of(partner_types);
         return Question{"place:" + place + " partner:" + partner, "",
                         "place = '" + place + "' AND stories.rowid IN (SELECT story FROM partners WHERE partner = '" +
                             partner + "')"};
     }},
    {"all_but",
     [](Matter& m) {
         const auto one = m.of(nouns), other = m.of(nouns);
         return Question{one + " -" + other, in_quotes(one) + " NOT " + in_quotes(other)};
     }},
    {"misspelt", [](Matter& m) { return said(m.of(nouns).insert(2, "x")); }},
    {"everything", [](Matter&) { return Question{}; }},
};

/// Returns `n` questions, the same ones for the same seed.
inline std::vector<Question> questions(const Kind& kind, const Generator& generator, std::uint64_t seed,
                                       std::size_t stories, std::size_t n) {
    Random random(seed, 1);
    std::vector<Question> all;
    while (all.size() < n) {
        std::istringstream text(generator.story(random.below(stories)).text);
        Matter matter{random, {std::istream_iterator<std::string>(text), {}}};
        all.push_back(kind.question(matter));
    }
    return all;
}

}  // namespace tangible::bench
