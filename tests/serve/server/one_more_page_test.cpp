// A page consists of a template, a function and a row of the route table. This test adds a new page by writing these
// three and nothing else.
#include "serve/pages/pages.h"
#include "tests/index/stories.h"
#include "tests/serve/browser.h"
#include <fstream>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

constexpr char page_template[] = "{{>_head}}\n<h1>{{greeting}}</h1>\n{{>_foot}}\n";

Reply greeting(const Call& call, Workspace& work) {
    return pages::page(call, work, "greeting", "Greeting", {{"greeting", "Hello, " + call.parts.at(0)}});
}

constexpr Route row{"GET", "/greetings/:name", "", Role::coder, 0, greeting, "Greets somebody"};

class OneMorePage : public testing::Test {
protected:
    OneMorePage() { work.store.put_account(Account{"quillon", Role::coder, password_hash(right)}); }

    Reply ask(const std::string& session) {
        Call call;
        call.method = "GET", call.path = "/greetings/<i>Ada", call.parts = {"<i>Ada"}, call.session_token = session;
        return answered(row, call, work);
    }

    /// Returns a folder with all of the program's templates and the new one.
    static std::filesystem::path templates_in(const std::filesystem::path& folder) {
        const auto templates = folder / "templates";
        std::filesystem::copy(shared_file("serve/pages/templates"), templates,
                              std::filesystem::copy_options::recursive);
        std::ofstream(templates / "greeting.mustache") << page_template;
        return templates;
    }

    tests::Folder data;
    Store store{data.path(), Store::Access::write};
    Collection collection{collection_over(data.path(), templates_in(data.path()))};
    Workspace work{collection};
};

TEST_F(OneMorePage, has_the_standard_frame_and_escapes_its_values) {
    Browser coder{work};
    coder.sign_in("quillon");
    const auto reply = ask(coder.session);
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find("<h1>Hello, &lt;i&gt;Ada</h1>"), std::string::npos) << reply.body;
    EXPECT_NE(reply.body.find("<title>Greeting"), std::string::npos) << reply.body;
    EXPECT_NE(reply.body.find("href=\"#main\""), std::string::npos) << "the link that skips the menu";
}

TEST_F(OneMorePage, is_closed_to_everyone_below_its_role) {
    const auto reply = ask("");
    EXPECT_EQ(reply.body.find("Hello"), std::string::npos);
    EXPECT_NE(reply.status, 200);
}

}  // namespace
}  // namespace tangible::serve
