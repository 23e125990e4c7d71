// The manual in each form in which people read it.
#include "schemas/system/share.h"
#include "serve/help/manual.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <set>

namespace tangible::serve {
namespace {

TEST(Manual, has_a_chapter_for_each_file) {
    std::set<std::string> files, chapters;
    for (const auto& file : std::filesystem::directory_iterator(shared_file("serve/manual")))
        files.insert(file.path().stem());
    for (const auto& c : manual()) {
        chapters.insert(c.name);
        EXPECT_FALSE(c.title.empty());
        EXPECT_TRUE(c.summary.ends_with('.')) << c.name << ": " << c.summary;
    }
    EXPECT_EQ(files, chapters);
    EXPECT_FALSE(chapter("nothing"));
    EXPECT_FALSE(chapter("../manual/mail"));
}

const Chapter small{
    "searching", "Searching", "How to find.",
    "# Searching\n\nHow to find.\n\n## Find & count\n\nSee [Mail](mail.md), type `a*` <b>now</b>:\n\n"
    "```sh\n.tangible 'x' \\\n```\n\n- one\n- two\n\n1. first\n2. second\n\n| a | b |\n|---|---|\n| c | d |\n"};

TEST(Manual, becomes_html_with_ids_and_links_and_typed_tags_escaped) {
    const auto html = as_html(small);
    EXPECT_EQ(html.find("<h1>"), html.npos) << "the page itself has this heading";
    for (const char* part : {"<h2 id=\"find-amp-count\">Find &amp; count</h2>", "<a href=\"/help/mail\">Mail</a>",
                             "&lt;b&gt;now&lt;/b&gt;", "<div class=\"scroll\" tabindex=\"0\"", "</table></div>"})
        EXPECT_NE(html.find(part), html.npos) << part << " in " << html;
}

TEST(Manual, becomes_text_that_names_the_chapter_behind_a_link) {
    EXPECT_NE(as_text(small).find("See [Mail] (tangible help mail), type"), std::string::npos);
}

TEST(Manual, becomes_a_man_page_in_which_no_text_is_taken_for_a_macro) {
    const auto man = as_man(small);
    EXPECT_EQ(man.find("'\\\" t\n.TH TANGIBLE\\-SEARCHING 7\n.SH NAME\ntangible\\-searching \\- How to find.\n"), 0u)
        << man;
    for (const char* part :
         {".SH\nFind & count\n", "type \\fBa*\\fR <b>now</b>:", ".EX\n\\&.tangible 'x' \\e\n.EE", ".IP \\(bu 2\none",
          ".IP 1. 4\nfirst", ".IP 2. 4\nsecond", ".TS\nallbox;\nlb lb\nl lx.\nT{\na\nT}\tT{\nb\nT}\nT{\nc\nT}"})
        EXPECT_NE(man.find(part), man.npos) << part << " in " << man;
}

}  // namespace
}  // namespace tangible::serve
