#include "schemas/ground/error.h"
#include "serve/web/template.h"
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("tangible-templates-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directory(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const char* name, const char* text) { std::ofstream(path / name) << text; }
};

TEST(Templates, escape_everything_but_what_was_made_as_html) {
    Folder f;
    f.write("a.mustache", "{{x}}|{{{y_html}}}|{{#list}}{{x}},{{/list}}|{{^none}}nothing{{/none}}{{>_b}}");
    f.write("_b.mustache", "<b>{{x}}</b>");
    View v{{"x", "<i>\"&'"}, {"y_html", View::html("<br>")}, {"none", ""}};
    v["list"].push({{"x", 1}});
    v["list"].push({{"x", "<"}});
    EXPECT_EQ(Templates(f.path).render("a", v),
              "&lt;i&gt;&quot;&amp;&#39;|<br>|1,&lt;,|nothing<b>&lt;i&gt;&quot;&amp;&#39;</b>");
}

TEST(Templates, a_text_opens_its_own_section) {
    Folder f;
    f.write("a.mustache", "{{#place}}in {{place}}{{/place}}{{#year}}, {{year}}{{/year}}");
    EXPECT_EQ(Templates(f.path).render("a", {{"place", "Leith"}, {"year", ""}}), "in Leith");
}

TEST(Templates, what_is_empty_inside_does_not_look_outside) {
    Folder f;
    f.write("a.mustache", "{{#list}}[{{lang}}]{{/list}}");
    View v{{"lang", "cy"}};
    v["list"].push({{"lang", ""}});
    EXPECT_EQ(Templates(f.path).render("a", v), "[]");
}

TEST(Templates, refuse_what_could_write_unescaped) {
    for (auto text : {"{{{x}}}", "{{&x}}", "{{& x }}"}) {
        Folder f;
        f.write("a.mustache", text);
        EXPECT_THROW(Templates{f.path}, Error) << text;
    }
    Folder f;
    f.write("a.mustache", "{{{x_html}}}");
    EXPECT_THROW(Templates(f.path).render("a", {{"x_html", "<from outside>"}}), Error);
    f.write("a.mustache", "{{>_missing}}");
    EXPECT_THROW(Templates{f.path}, Error);
    f.write("a.mustache", "{{#open}}");
    EXPECT_THROW(Templates{f.path}, Error);
}

TEST(Templates, those_that_come_with_the_program_are_valid) {
    EXPECT_NO_THROW(Templates{std::filesystem::path(TANGIBLE_SOURCE) / "serve/pages/templates"});
}

}  // namespace
}  // namespace tangible::serve
