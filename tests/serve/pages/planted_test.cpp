// Every field of this story has characters that are meant to control the reader's screen: no page, table, feed or mail
// and no output of a command may pass them on as they are.
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/visible.h"
#include "serve/mail/own_mail.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <gtest/gtest.h>
#include <sstream>

namespace tangible::serve {
namespace {

/// Sets a terminal's title, reverses the order of words, hides characters, and is a formula in a spreadsheet.
const std::string steering = "\x1b]0;owned\x07\u202e\u2066\u009b\u200b\x7f", planted = "=1+1" + steering + "Leith";

class Planted : public testing::Test {
protected:
    Planted() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        store.set("notice", "Beware " + planted);
        store.put_partnership(Partnership{"p1", "Partnership " + planted, planted, 2016, 0, "", {}});
        Story s;
        s.submission = "submission", s.title = planted, s.language = "en";
        s.text = "We built trust with them, " + steering + " and they let us down. They listened to us.";
        s.place = planted, s.partnership = "p1", s.role = "role " + planted, s.partners = {"partner " + planted};
        s.consent.uses = {Use::team, Use::count, Use::research, Use::publish, Use::quote};
        s.cuts = {{CutKind::quoted, planted}};
        s.asides = {{AsideKind::comment, planted}};
        s.problems = {planted};
        s.senders = Senders{{planted, planted}, Person{planted, planted}};
        id = tests::put(store, s).id;
        Submission broken;
        broken.bytes = "broken", broken.id = sha256_hex(broken.bytes), broken.filename = planted;
        store.put(broken);
        store.park(broken.id, {"unreadable", "It holds " + planted});
        Complaint complaint;
        complaint.words = planted, complaint.addr = planted;
        store.note_step(store.put_complaint(complaint, "none"), {ComplaintAct::answered, planted, planted, now_ms()});
        store.put_account(Account{"coder", Role::admin, ""});
        store.put_session("token", {"coder", Role::admin, "csrf", now_ms() + 1'000'000, now_ms()});
        index::catch_up(store, collection.cues, folder.path());
    }

    static std::string filled(std::string path, const std::string& format, const std::string& ref) {
        for (const auto& [name, value] :
             std::initializer_list<std::pair<std::string, std::string>>{{":ref", ref},
                                                                        {":slug", "rel.trust"},
                                                                        {":token", "none"},
                                                                        {":id", "none"},
                                                                        {":number", "1"},
                                                                        {":file", "none.css"}})
            if (const auto at = path.find(name); at != path.npos) path.replace(at, name.size(), value);
        return format.empty() ? path : path + "." + format;
    }
    static std::vector<std::string> formats(std::string_view listed) {
        std::vector<std::string> all = {""};
        std::istringstream words{std::string(listed)};
        for (std::string word; words >> word;) all.push_back(word);
        return all;
    }
    Reply answer(const std::string& path, const std::string& query, bool signed_in) {
        Workspace work(collection);
        Call call;
        call.method = "GET", call.path = path, call.query_string = query, call.query = urlencoded(query);
        if (signed_in) call.session_token = "token";
        return dispatch(call, work);
    }

    tests::Folder folder;
    Store store;
    Collection collection;
    StoryId id;
};

TEST_F(Planted, no_route_passes_control_characters_on) {
    const std::string asked = url_escaped("trust OR " + planted);
    std::size_t shown = 0, tables = 0;
    for (const bool signed_in : {false, true})
        for (const Route& route : routes()) {
            if (std::string_view(route.method) != "GET") continue;
            for (const std::string& format : formats(route.formats))
                for (const std::string& query :
                     std::vector<std::string>{"", "q=" + asked, "q=trust&view=passages", "q=trust&view=context",
                                              "place=" + url_escaped(planted), "q=trust&all=place"}) {
                    const std::string path = filled(route.path, format, id);
                    const std::string body = answer(path, query, signed_in).body;
                    EXPECT_EQ(body == visible(body), true) << path << "?" << query;
                    shown += body.find("[U+202E]") != body.npos || body.find("\\u202e") != body.npos;
                    if (format != "csv") continue;
                    tables += body.find("\"'=1+1") != body.npos;
                    EXPECT_EQ(body.find("\"=1"), body.npos) << path << "?" << query;
                }
        }
    EXPECT_GT(shown, 30u) << "otherwise no request showed the planted text";
    EXPECT_GT(tables, 0u);
}

TEST_F(Planted, names_are_isolated_from_the_text_around_them) {
    for (const auto& [path, name] : std::initializer_list<std::pair<std::string, std::string>>{
             {"/stories/" + id, "Partnership"}, {"/search", "Partnership"}, {"/desk/" + id, "Partnership"}}) {
        const std::string body = answer(path, "", true).body;
        EXPECT_NE(body.find("<bdi>" + name), body.npos) << path;
    }
}

TEST_F(Planted, no_mail_passes_control_characters_on) {
    Config config = collection.config;
    config.name = planted, config.mail_from = "stories@example.org";
    const std::string mail =
        written(config, {"a@example.org", planted, "1@example.org", 1, "Dear " + planted + ",\r\n", {}});
    EXPECT_EQ(mail == visible(mail), true) << mail;
    EXPECT_EQ(mail.find("=E2=80=AE"), mail.npos) << mail;
    EXPECT_EQ(mail.find("=1B"), mail.npos) << mail;
}

TEST_F(Planted, no_command_prints_control_characters) {
    const std::string data = " --data " + folder.path().string() + " ";
    std::size_t shown = 0;
    for (const std::string& words :
         {std::string("search trust"), std::string("search --json trust"), std::string("search --view passages trust"),
          std::string("search --view context trust"), std::string("parked"), "search '" + planted + "'",
          "similar '" + planted + "'", "look letter '" + planted + "'", "receive '" + planted + "'",
          "'" + planted + "'", "themes '" + planted + "'", "withdraw '" + planted + "'"}) {
        const std::string command = TANGIBLE_PROGRAM + data + words + " 2>&1";
        std::string said;
        if (auto* out = popen(command.c_str(), "r")) {
            for (char buffer[256]; fgets(buffer, sizeof buffer, out);) said += buffer;
            pclose(out);
        }
        EXPECT_EQ(said == visible(said), true) << words << "\n" << said;
        shown += said.find("␛") != said.npos || said.find("\\u202e") != said.npos;
    }
    EXPECT_GT(shown, 5u);
}

}  // namespace
}  // namespace tangible::serve
