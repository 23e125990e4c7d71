// A question as a tree, made before its text: search reads the text and the plain scan reads the tree, so that neither
// depends on how the other understood the question.  Also a seeded generator of such questions, from words that stories
// really contain.
#pragma once
#include "schemas/shapes/query.h"
#include "tests/bench/helpers/random.h"
#include <string>
#include <vector>

namespace tangible::tests {

struct Wish {
    enum class Kind { everything, words, phrase, near, start, field, years, both, either, without };
    Kind kind = Kind::everything;
    std::string text;                 ///< words, phrase, start; the value of a field
    std::vector<std::string> nearby;  ///< near: one word each
    int within = 0;
    std::string field;
    int from = 0, to = 0;     ///< years, both included; 0 and 9999: open
    std::vector<Wish> parts;  ///< without: parts[0] but none of the others
};

/// The question as a person would type it.
std::string typed(const Wish&);

/// A question with everything around it: ticks, order, page, use.
struct Asking {
    Wish wish;
    Query query{Use::publish};
};

/// What questions are made from.
struct Matter {
    std::vector<std::string> texts;                           ///< of stories, to take words and phrases from
    std::vector<std::pair<std::string, std::string>> values;  ///< field and value, some that no story has
};

class Askings {
public:
    Askings(const Matter& matter, std::uint64_t seed) : matter_(matter), random_(seed, 0) {}
    Asking next();

private:
    Wish wish(int depth);
    Wish leaf();
    Wish branch(Wish::Kind, int depth);
    Wish years();
    Wish with_text(Wish::Kind, std::string text);
    std::string words_in_a_row(std::size_t n);
    std::string word();
    std::string otherwise(std::string word);
    const Matter& matter_;
    bench::Random random_;
    int stars_ = 0;
};

}  // namespace tangible::tests
