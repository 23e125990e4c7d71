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

TEST(Templates, escape_everything_except_values_made_as_html) {
    Folder f;
    f.write("a.mustache", "{{x}}|{{{y_html}}}|{{#list}}{{x}},{{/list}}|{{^none}}nothing{{/none}}{{>_b}}");
    f.write("_b.mustache", "<b>{{x}}</b>");
    View v{{"x", "<i>\"&'"}, {"y_html", View::html("<br>")}, {"none", ""}};
    v["list"].push({{"x", 1}});
    v["list"].push({{"x", "<"}});
    EXPECT_EQ(Templates(f.path).render("a", v),
              "&lt;i&gt;&quot;&amp;&#39;|<br>|1,&lt;,|nothing<b>&lt;i&gt;&quot;&amp;&#39;</b>");
}

TEST(Templates, a_section_is_shown_when_its_text_is_not_empty) {
    Folder f;
    f.write("a.mustache", "{{#place}}in {{place}}{{/place}}{{#year}}, {{year}}{{/year}}");
    EXPECT_EQ(Templates(f.path).render("a", {{"place", "Leith"}, {"year", ""}}), "in Leith");
}

TEST(Templates, an_empty_value_in_a_list_hides_the_value_outside) {
    Folder f;
    f.write("a.mustache", "{{#list}}[{{lang}}]{{/list}}");
    View v{{"lang", "cy"}};
    v["list"].push({{"lang", ""}});
    EXPECT_EQ(Templates(f.path).render("a", v), "[]");
}

TEST(Templates, refuse_anything_that_could_write_unescaped_text) {
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

TEST(Templates, shipped_templates_are_valid) {
    EXPECT_NO_THROW(Templates{std::filesystem::path(TANGIBLE_SOURCE) / "serve/pages/templates"});
}

}  // namespace
}  // namespace tangible::serve
