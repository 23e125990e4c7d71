// How typed questions are read.  The tree is printed as (and a b), (or a b), (not a b), (near/3 a b),
// "phrase", begin*, name=value, 2019..2021, with * for everything.
#include "index/question/question.h"
#include <gtest/gtest.h>
#include <random>

namespace tangible::index {
namespace {

using Kind = Question::Kind;

std::string list(const char* name, const std::vector<Question>& parts);

std::string print(const Question& q) {
    switch (q.kind) {
    case Kind::everything:
        return "*";
    case Kind::words:
        return q.words[0].text;
    case Kind::phrase:
        return '"' + q.words[0].text + '"';
    case Kind::start:
        return q.words[0].text + "*";
    case Kind::field:
        return q.name + "=" + q.words[0].text;
    case Kind::years:
        return std::to_string(q.from) + ".." + std::to_string(q.to);
    case Kind::both:
        return list("and", q.parts);
    case Kind::either:
        return list("or", q.parts);
    case Kind::without:
        return list("not", q.parts);
    case Kind::near:
        break;
    }
    std::string out = "(near/" + std::to_string(q.within);
    for (const auto& w : q.words) out += " " + w.text;
    return out + ")";
}

std::string list(const char* name, const std::vector<Question>& parts) {
    std::string out = std::string("(") + name;
    for (const auto& p : parts) out += " " + print(p);
    return out + ")";
}

std::string read(std::string_view typed) { return print(ask(typed).question); }

struct Row {
    const char *typed, *read;
};

TEST(Question, ReadsWhatIsClear) {
    const Row rows[] = {
        {"", "*"},
        {"   ", "*"},
        {"trust", "trust"},
        {"built trust", "built trust"},
        {"built AND trust", "(and built trust)"},
        {"\"built trust\"", "\"built trust\""},
        {"“built trust”", "\"built trust\""},
        {"„built trust“", "\"built trust\""},
        {"«built trust»", "\"built trust\""},
        {"trust OR care", "(or trust care)"},
        {"a b OR c d", "(or a b c d)"},
        {"trust -money", "(not trust money)"},
        {"trust NOT money", "(not trust money)"},
        {"trust AND NOT money", "(not trust money)"},
        {"trust −money", "(not trust money)"},
        {"trust -\"no money\"", "(not trust \"no money\")"},
        {"trust -(money OR time)", "(not trust (or money time))"},
        {"trust -money -time", "(not trust money time)"},
        {"co-production", "co-production"},
        {"trust NEAR council", "(near/10 trust council)"},
        {"trust NEAR/3 council", "(near/3 trust council)"},
        {"a NEAR/3 b NEAR/5 c", "(near/5 a b c)"},
        {"met trust NEAR/3 council", "(and met (near/3 trust council))"},
        {"trust*", "trust*"},
        {"theme:rel.trust", "theme=rel.trust"},
        {"THEME:rel.trust", "theme=rel.trust"},
        {"place:\"Port Talbot\"", "place=Port Talbot"},
        {"place:“Port Talbot”", "place=Port Talbot"},
        {"year:2019", "2019..2019"},
        {"year:2019..2021", "2019..2021"},
        {"year:2019-2021", "2019..2021"},
        {"year:2021..2019", "2019..2021"},
        {"year:2019..", "2019..9999"},
        {"year:..2019", "1..2019"},
        {"garden year:2019..2021 -lang:cy", "(not (and garden 2019..2021) lang=cy)"},
        {"(trust OR care) council", "(and (or trust care) council)"},
        {"((trust))", "trust"},
        {"or and near not", "or and near not"},
        {"http://example.org/a", "http://example.org/a"},
        {"10:30", "10:30"},
        {"well-being - and more", "(and well-being and more)"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(read(row.typed), row.read) << row.typed;
        EXPECT_TRUE(ask(row.typed).notes.empty()) << row.typed << ": " << ask(row.typed).notes[0];
    }
}

struct Doubt {
    const char *typed, *read, *note;
};

TEST(Question, ExplainsHowItReadsDoubtfulInput) {
    const Doubt rows[] = {
        {"colour:red", "(and colour red)", "There is no field “colour”"},
        {"colour:\"deep red\"", "(and colour \"deep red\")", "There is no field “colour”"},
        {"\"built trust", "\"built trust\"", "quotation mark is missing"},
        {"(trust OR care", "(or trust care)", "closing bracket is missing"},
        {"trust) care", "(and trust care)", "that has no opening bracket"},
        {"-money", "(not * money)", "only words with a minus"},
        {"-money -time", "(not * money time)", "only words with a minus"},
        {"trust OR", "trust", "OR needs"},
        {"OR trust", "trust", "OR needs"},
        {"OR", "*", "OR needs"},
        {"trust NEAR", "trust", "NEAR needs"},
        {"NEAR trust", "trust", "NEAR needs"},
        {"\"built trust\" NEAR council", "(and \"built trust\" council)", "with all of the words"},
        {"tr*", "tr", "three letters"},
        {"year:abc", "abc", "not a year"},
        {"year:", "*", "needs a value"},
        {"theme: trust", "trust", "needs a value"},
        {"aaa* bbb* ccc* ddd*", "(and aaa* bbb* ccc* ddd)", "Only three words"},
        {"trust NOT", "trust", "minus that has no word"},
    };
    for (const auto& row : rows) {
        const auto asked = ask(row.typed);
        EXPECT_EQ(print(asked.question), row.read) << row.typed;
        ASSERT_EQ(asked.notes.size(), 1u) << row.typed;
        EXPECT_NE(asked.notes[0].find(row.note), std::string::npos) << row.typed << ": " << asked.notes[0];
    }
    EXPECT_NE(ask("colour:red").notes[0].find("theme, "), std::string::npos) << "the note lists the fields";
}

TEST(Question, IsCapped) {
    std::string long_one;
    for (int i = 0; i < 2'000; ++i) long_one += "é";
    const auto cut = ask(long_one);
    EXPECT_LE(cut.text.size(), 1'000u);
    EXPECT_EQ(cut.text.find("\xEF\xBF\xBD"), std::string::npos) << "cut between letters";
    ASSERT_FALSE(cut.notes.empty());

    std::string many;
    for (int i = 0; i < 90; ++i) many += "\"w" + std::to_string(i) + "\" ";
    const auto capped = ask(many);
    EXPECT_EQ(capped.question.parts.size(), 64u);
    EXPECT_EQ(capped.notes.size(), 1u);

    const auto deep = ask(std::string(400, '(') + "trust" + std::string(400, ')'));
    EXPECT_NE(print(deep.question).find("trust"), std::string::npos);
}

TEST(Question, KnowsTheSpanOfEachPart) {
    const auto asked = ask("built  trust theme:rel.trust -money");
    ASSERT_EQ(asked.question.kind, Kind::without);
    const auto& wanted = asked.question.parts[0];
    EXPECT_EQ(cut(asked.text, wanted.parts[0].span), "built trust");
    EXPECT_EQ(cut(asked.text, wanted.parts[1].span), "theme:rel.trust");
    EXPECT_EQ(cut(asked.text, asked.question.parts[1].span), "money");
}

TEST(Question, AcceptsAnyBytes) {
    std::mt19937 random(7);
    const std::string pieces[] = {"(",    ")",        "\"",     "“",     "-",    "*",    " ",
                                  "OR ",  "NEAR/2 ",  "theme:", "year:", "2019", "..",   "trust",
                                  "\xFF", "\xE2\x80", "é",      "\n",    ":",    "NOT ", std::string(1, '\0')};
    for (int round = 0; round < 20'000; ++round) {
        std::string typed;
        for (auto n = random() % 24; n > 0; --n) typed += pieces[random() % std::size(pieces)];
        const auto asked = ask(typed);
        EXPECT_LE(asked.question.span.end, asked.text.size());
    }
}

}  // namespace
}  // namespace tangible::index
