#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include <fstream>
#include <gtest/gtest.h>
#include <random>

namespace tangible::yaml {
namespace {

// The message of the error that `read` throws; "" if it throws none.
template <class Read> std::string complaint(Read read) {
    try {
        read();
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        return e.what();
    }
    return "";
}

std::string complaint_of(std::string_view text) {
    return complaint([&] { parse(text, "f.yaml"); });
}

TEST(Yaml, reads_maps_lists_and_scalars_with_lines) {
    auto n =
        parse("# a comment\na: one\nb:\n- x\n- 'y: z'\nc: {d: 7, e: [p, q]}\nf: >\n  folded\n  text\ng:\n", "f.yaml");
    EXPECT_EQ(n.at("a").str(), "one");
    EXPECT_EQ(n.at("a").line, 2);
    EXPECT_EQ(n.at("b").strings(), (std::vector<std::string>{"x", "y: z"}));
    EXPECT_EQ(n.at("b").line, 3) << "the line of its key";
    EXPECT_EQ(n.at("b").items[1].line, 5);
    EXPECT_EQ(n.at("c").at("d").number(), 7);
    EXPECT_EQ(n.at("c").strings_or_none("e"), (std::vector<std::string>{"p", "q"}));
    EXPECT_EQ(n.at("f").str(), "folded text\n");
    EXPECT_EQ(n.at("g").str(), "") << "a missing value is an empty text";
    EXPECT_EQ(n.find("h"), nullptr);
    EXPECT_EQ(n.str_or("h", "else"), "else");
    EXPECT_EQ(n.at("a").file, "f.yaml");
}

TEST(Yaml, scalars_stay_words) {
    auto n = parse("a: no\nb: 0123\nc: '1.0'\nd: 2019-01-01\n", "f.yaml");
    for (auto [key, word] : {std::pair{"a", "no"}, {"b", "0123"}, {"c", "1.0"}, {"d", "2019-01-01"}})
        EXPECT_EQ(n.at(key).str(), word);
    EXPECT_EQ(n.at("b").number(), 123) << "no octal surprises";
}

TEST(Yaml, refuses_unsupported_yaml_and_says_where) {
    struct {
        const char *yaml, *complaint;
    } rows[] = {
        {"a: 1\nb: &x 2\n", "f.yaml:2: anchors (&name) are not supported"},
        {"a: &x [1]\n", "f.yaml:1: anchors (&name) are not supported"},
        {"a: &x {b: 1}\n", "f.yaml:1: anchors (&name) are not supported"},
        {"a: !!int 7\n", "f.yaml:1: tags (!name) are not supported"},
        {"a: 1\nb:\n  c: !ours 7\n", "f.yaml:3: tags (!name) are not supported"},
        {"a: !ours [7]\n", "f.yaml:1: tags (!name) are not supported"},
        {"a: {b: 1}\nc:\n  <<: {d: 1}\n", "f.yaml:3: merge keys (<<) are not supported"},
        {"a: 1\nb: 2\na: 3\n", "f.yaml:3: 'a' appears twice"},
        {"a:\n  b: 1\n  'b': 2\n", "f.yaml:3: 'b' appears twice"},
        {"a: 1\n---\nb: 2\n", "a second document begins here"},
        {"{[1]: 2}\n", "f.yaml:1: a key must be a word"},
        {"", "f.yaml:1: the file is empty"},
        {"# only a comment\n", "f.yaml:1: the file is empty"},
        {"a: 1\nb: [1, 2\n", "this is not YAML"},
        {"a: 'open\n", "this is not YAML"},
        {"a: 'open", "this is not YAML"},
        {"a: 'open\nb: 2\n", "this is not YAML"},
        {"a: \"open\nb: 2\n", "this is not YAML"},
        {"--- a\n--- b\n", "a second document begins here"},
        {"a: 1\n...\nb: 2\n", "a second document begins here"},
        {"a: b: c\n", "f.yaml:1: this is not YAML"},
        {"a: 1\nb: caf\xe9\n", "f.yaml:2: the file is not UTF-8 text"},
        {"a: \xed\xa0\x80\n", "f.yaml:1: the file is not UTF-8 text"},
        {"a: \xc0\xaf\n", "f.yaml:1: the file is not UTF-8 text"},
        {"a: \xf4\x90\x80\x80\n", "f.yaml:1: the file is not UTF-8 text"},
    };
    for (auto r : rows)
        EXPECT_NE(complaint_of(r.yaml).find(r.complaint), std::string::npos)
            << r.yaml << "said: " << complaint_of(r.yaml);
}

TEST(Yaml, an_alias_is_refused_like_its_anchor) {
    EXPECT_NE(complaint_of("a: *x\n"), "");
    EXPECT_NE(complaint_of("a: &x 1\nb: *x\n"), "");
}

TEST(Yaml, valid_utf8_is_read) {
    EXPECT_EQ(parse("a: \"tŷ اعتماد 🫖\"\n", "f").at("a").str(), "tŷ اعتماد 🫖");
    EXPECT_EQ(parse("\xEF\xBB\xBF"
                    "a: 1\n",
                    "f")
                  .at("a")
                  .str(),
              "1")
        << "a byte order mark is skipped";
    EXPECT_EQ(parse("a: 1", "f").at("a").str(), "1") << "the last line needs no line end";
    EXPECT_EQ(parse("--- {a: 1}\n...\n", "f").at("a").str(), "1") << "the end of the document may be marked";
    EXPECT_EQ(parse("a: 1\r\nb: 2\r\n", "f").at("b").line, 2);
}

TEST(Yaml, refuses_what_is_too_deep_too_many_or_too_large) {
    auto nested = [](int deep) { return std::string(deep, '[') + std::string(deep, ']'); };
    EXPECT_EQ(complaint_of(nested(40)), "");
    EXPECT_NE(complaint_of(nested(41)).find("levels deep"), std::string::npos);
    auto many = [](int n) {
        std::string out;
        for (int i = 0; i < n; ++i) out += "- x\n";
        return out;
    };
    EXPECT_EQ(complaint_of(many(49'999)), "");
    EXPECT_NE(complaint_of(many(50'000)).find("more than 50,000 values"), std::string::npos);
    std::string long_one = "a: " + std::string((1 << 20) - 4, 'x') + "\n";
    EXPECT_EQ(complaint_of(long_one), "");
    EXPECT_NE(complaint_of(long_one + "#").find("larger than 1 MiB"), std::string::npos);
}

TEST(Yaml, any_bytes_are_read_or_refused) {
    std::mt19937 random(11);
    const std::string alphabet = "abc:-?,[]{}#&*!|>'\"%@`\n \t<\xc3\xa9";
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (unsigned n = random() % 60; n; --n) text += alphabet[random() % alphabet.size()];
        complaint_of(text);
    }
    for (std::string_view piece : {"[", "{", "- ", "? ", "a: ", "'", "|\n", "{a: [", "%", "!", "&", "? - "}) {
        std::string text;
        while (text.size() < 50'000) text += piece;
        complaint_of(text);
    }
}

TEST(Node, complains_when_another_kind_is_expected) {
    auto n = parse("scalar: word\nlist: [1]\nmap: {a: 1}\nempty: ''\n", "f.yaml");
    struct {
        std::string said, complaint;
    } rows[] = {
        {complaint([&] { n.at("list").str(); }), "f.yaml:2: a text is expected here, not a list"},
        {complaint([&] { n.at("map").list(); }), "f.yaml:3: a list is expected here, not a map"},
        {complaint([&] { n.at("scalar").map(); }), "f.yaml:1: a map is expected here, not a text"},
        {complaint([&] { n.at("scalar").find("a"); }), "f.yaml:1: a map is expected here, not a text"},
        {complaint([&] { n.at("scalar").strings(); }), "f.yaml:1: a list is expected here, not a text"},
        {complaint([&] { n.at("scalar").number(); }), "f.yaml:1: a whole number is expected here, not 'word'"},
        {complaint([&] { n.at("empty").number(); }), "f.yaml:4: a whole number is expected here, not ''"},
        {complaint([&] { n.at("missing"); }), "f.yaml:1: 'missing' is missing here"},
        {complaint([&] { n.filled("empty"); }), "f.yaml:4: 'empty' must not be empty"},
        {complaint([&] {
             n.only({"scalars", "list", "map", "empty"});
         }),
         "f.yaml:1: unknown word 'scalar' (did you mean 'scalars'?)"},
        {complaint([&] { n.at("map").only({"something"}); }), "f.yaml:3: unknown word 'a'"},
    };
    for (const auto& r : rows) EXPECT_EQ(r.said, r.complaint);
}

TEST(Nearest, finds_slips_and_nothing_else) {
    struct {
        const char *word, *near;
    } rows[] = {{"exampel", "examples"}, {"defintion", "definition"}, {"cue", "cues"}, {"geuss", ""}, {"", ""},
                {"zzzzzzzzzz", ""},      {"examples", "examples"}};
    for (auto r : rows) EXPECT_EQ(nearest(r.word, {"examples", "definition", "cues"}), r.near) << r.word;
    EXPECT_EQ(nearest("ab", {}), "");
    EXPECT_EQ(nearest(std::string(1'000'000, 'a'), {"a"}), "");
    EXPECT_EQ(nearest("trsut", {"trust", "treat"}), "trust") << "a swap is one slip";
}

TEST(ParseFile, names_the_file_without_its_folder) {
    auto path = std::filesystem::path(::testing::TempDir()) / "tangible-yaml-test.yaml";
    std::ofstream(path) << "a: 1\na: 2\n";
    EXPECT_EQ(complaint([&] { parse_file(path); }), "tangible-yaml-test.yaml:2: 'a' appears twice");
    std::filesystem::remove(path);
    try {
        parse_file(path);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::not_found);
    }
}

}  // namespace
}  // namespace tangible::yaml
