// The page on which a theme is edited: nobody's change is overwritten unseen, and no teller's sentence gets into a
// codebook.
#include "index/building/catch_up.h"
#include "tests/index/stories.h"
#include "tests/serve/browser.h"
#include <gtest/gtest.h>
#include <regex>

namespace tangible::serve {
namespace {

class ThemePage : public testing::Test {
protected:
    ThemePage() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        store.add_account({"ana", Role::admin, password_hash(right)});
        store.add_account({"ben", Role::admin, password_hash(right)});
        Story s;
        s.submission = s.text = "The otter council kept its word about the quokka hall.", s.language = "en";
        s.consent.uses = {Use::team, Use::count};
        tests::put(store, s);
    }
    void follow() { index::catch_up(store, collection.cues, folder.path()); }

    static std::string unescaped(std::string text) {
        for (const auto& [from, to] :
             {std::pair{"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}})
            for (auto at = text.find(from); at != text.npos; at = text.find(from, at + 1))
                text.replace(at, std::string_view(from).size(), to);
        return text;
    }

    /// The fields of the page's form as a browser would send them.
    static Fields form_in(const std::string& page) {
        static const std::regex input(R"re(<input[^>]*\bname="([^"]*)"[^>]*\bvalue="([^"]*)")re"),
            area(R"re(<textarea[^>]*\bname="([^"]*)"[^>]*>\n?([^<]*)</textarea>)re");
        Fields form;
        for (const auto* kind : {&input, &area})
            for (std::sregex_iterator at(page.begin(), page.end(), *kind), end; at != end; ++at)
                if ((*at)[1] != "csrf" && (*at)[1] != "why") form.emplace_back((*at)[1], unescaped((*at)[2]));
        return form;
    }
    static std::string& field(Fields& form, const std::string& name) {
        for (auto& [n, value] : form)
            if (n == name) return value;
        throw std::runtime_error("no field " + name);
    }
    static Reply send(Browser& b, Fields form, const char* deed) {
        form.emplace_back("do", deed), form.emplace_back("why", "Tried on stories.");
        return b.post(address, std::move(form));
    }

    static constexpr char address[] = "/desk/themes/rel.trust";
    tests::Folder folder;
    Store store;
    Collection collection;
    Workspace work{collection};
};

TEST_F(ThemePage, does_not_overwrite_a_change_saved_while_somebody_tried_another) {
    follow();
    Browser ana{work}, ben{work};
    ana.sign_in("ana"), ben.sign_in("ben");
    auto of_ana = form_in(ana.get(address).body), of_ben = form_in(ben.get(address).body);
    field(of_ana, "definition") += " Ana's words.";
    field(of_ben, "definition") += " Ben's words.";
    ASSERT_EQ(send(ben, of_ben, "save").status, 303);
    const auto tried = send(ana, of_ana, "try");
    ASSERT_EQ(tried.status, 200);
    const auto saved = send(ana, form_in(tried.body), "save");
    EXPECT_EQ(saved.status, 200) << "trying a change must not make an outdated form current";
    EXPECT_NE(saved.body.find("your words replace theirs"), std::string::npos);
    EXPECT_NE(ben.get(address).body.find("Ben"), std::string::npos);
    EXPECT_EQ(send(ana, form_in(saved.body), "save").status, 303) << "this time she was warned";
}

TEST_F(ThemePage, refuses_a_tellers_sentence_and_saves_nothing_unchecked) {
    Browser ana{work};
    ana.sign_in("ana");
    auto form = form_in(ana.get(address).body);
    field(form, "examples") += "\nThe otter council kept its word about the quokka hall.";
    EXPECT_GE(send(ana, form, "save").status, 400)
        << "without an index the server cannot check whether a teller wrote it";
    follow();
    const auto reply = send(ana, form, "save");
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find("a teller wrote this"), std::string::npos);
}

}  // namespace
}  // namespace tangible::serve
