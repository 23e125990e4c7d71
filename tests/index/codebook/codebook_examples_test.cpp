// Our codebook agrees with itself: every example is suggested its theme, and no near miss is.
#include "index/codebook/check.h"
#include "schemas/system/share.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

class CodebookExamples : public testing::Test {
protected:
    const Codebook book = read_codebook(shared_file("schemas/codebooks/partnership-stories.yaml"));
    const Cues cues{book};
    Analyser analyser;

    bool suggests(const std::string& text, const std::string& theme) {
        const auto codings = cues.tag(text, analyser.analyse(text, book.language.substr(0, 2)), analyser);
        return std::ranges::any_of(codings, [&](const Coding& c) { return c.theme == theme; });
    }
};

TEST_F(CodebookExamples, examples_are_suggested_their_theme) {
    for (const Theme& theme : book.themes)
        for (const std::string& text : theme.examples)
            EXPECT_TRUE(suggests(text, theme.id))
                << "line " << theme.line << ": " << theme.id << " misses its example: " << text;
}

TEST_F(CodebookExamples, near_misses_are_not) {
    for (const Theme& theme : book.themes)
        for (const std::string& text : theme.near_misses)
            EXPECT_FALSE(suggests(text, theme.id))
                << "line " << theme.line << ": " << theme.id << " is suggested for its near miss: " << text;
}

TEST_F(CodebookExamples, a_check_finds_nothing_wrong) {
    const auto file = yaml::parse_file(shared_file("schemas/codebooks/partnership-stories.yaml"));
    for (const auto& f : check(cues, CodebookLines(file))) ADD_FAILURE() << "line " << f.line << ": " << f.what;
}

/// Otherwise the tests of examples and near misses could pass on an empty codebook.
TEST_F(CodebookExamples, there_is_enough_to_check) {
    EXPECT_GE(book.themes.size(), 40u);
    EXPECT_GE(book.groups.size(), 7u);
    for (const Theme& theme : book.themes) {
        EXPECT_FALSE(theme.examples.empty()) << theme.id;
        EXPECT_FALSE(theme.near_misses.empty()) << theme.id;
    }
}

}  // namespace
}  // namespace tangible::index
