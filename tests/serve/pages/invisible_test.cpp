// Adding a story that a reader may not see changes no byte of what that reader gets.  The hidden stories are made as
// noticeable as they can be: they have common words, rare words, near spellings of the words searched for, and field
// values that no other story has; and there are many, so that every frequency in the index changes.
#include "index/building/catch_up.h"
#include "index/evidence/evidence.h"
#include "schemas/ground/hash.h"
#include "schemas/json/json.h"
#include "tests/bench/helpers/generator.h"
#include "tests/index/stories.h"
#include "tests/serve/answers.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

using bench::Generator;

constexpr int seen_stories = 30, hidden_of_each_kind = 15;
constexpr Uses everything = {Use::team, Use::count, Use::research, Use::publish, Use::quote};

class Invisible : public testing::Test {
protected:
    Invisible() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        store.put_partnership(Partnership{"partnership-1", "The first partnership", "", 2016, 0, "", {}});
        store.put_partnership(Partnership{"partnership-hidden", "Of nobody yet", "", 2016, 0, "", {}});
        for (int i = 0; i < seen_stories; ++i) {
            auto s = generator.story(static_cast<std::size_t>(i));
            s.consent.uses = everything;
            s.text.resize(s.text.find(' ', s.text.size() / 5));
            seen.push_back(put(s));
        }
        follow();
    }

    void follow() { index::catch_up(store, collection.cues, folder.path()); }
    StoryId put(Story s) {
        s.submission = "submission " + std::to_string(++told);
        return tests::put(store, s).id;
    }

    Story noticeable(Uses uses) {
        auto s = generator.story(1000 + static_cast<std::size_t>(told));
        s.consent.uses = uses;
        s.text += " Zyzzyva zyzzyvas allotmentz gardenn " + store.story(seen[0], Use::own)->text.substr(0, 300) +
                  " we built trust, they let us down, a cup of tea. garden garden " +
                  (told % 3 ? "kettle dogs" : "council shed letter") + ".";
        s.text.erase(0, s.text.find(' ', s.text.size() / 2) + 1);
        s.title = "Zyzzyva";
        s.place = "Nowhere Yet", s.partnership = "partnership-hidden", s.partners = {"police"}, s.role = "funder";
        s.year = 1931, s.language = told % 2 ? "fr" : "en", s.channel = Channel::mail;
        s.received_ms = 1'700'000'000'000;
        return s;
    }
    void hide_by(Uses uses) { hidden.push_back(put(noticeable(uses))); }
    void withdrawn() {
        const auto id = put(noticeable(everything));
        follow();
        store.withdraw(id);
    }
    void copied() {
        const auto id = put(noticeable(everything));
        follow();
        store.note_copy(id, seen[1]);
        hidden.push_back(id);
    }
    void consent_taken_back() {
        const auto id = put(noticeable(everything));
        follow();
        store.set_consent(id, {"story-form/1", {}, 2});
        hidden.push_back(id);
    }
    void parked() {
        Submission submission;
        submission.bytes = "parked " + std::to_string(++told);
        submission.id = sha256_hex(submission.bytes);
        store.put(submission);
        store.park(submission.id, {"empty", "nothing in it"});
    }

    /// Returns the results of every search for this use, asked within this process.
    Answers search_says(Use use) {
        index::Searcher searcher(folder.path(), store, collection.codebook);
        Answers all;
        for (const auto& words : questions())
            for (const auto sort : {Sort::relevance, Sort::newest})
                for (const bool ticks : {false, true}) {
                    Query q(use);
                    q.words = words, q.sort = sort, q.limit = 40;
                    if (ticks) q.filters = hidden_ticks();
                    all[words + (ticks ? " ticks " : " ") + std::to_string(static_cast<int>(sort))] =
                        to_json(searcher.search(q));
                }
        return all;
    }

    static std::map<std::string, std::vector<std::string>> hidden_ticks() {
        return {{"place", {"Nowhere Yet", "place-1"}},
                {"partnership", {"partnership-hidden", "partnership-1"}},
                {"year", {"1931", "2019"}}};
    }
    static std::vector<std::string> questions() {
        return {"",
                "garden",
                "gardn",
                "garden kettle council",
                "garden OR kettle OR council OR tea OR shed OR letter",
                "zyzzyva",
                "zyzzyv",
                "zyz*",
                "gard* OR kett* OR cou*",
                "allotment",
                "allotmet",
                "alotmentz",
                "\"cup of tea\"",
                "\"let us down\"",
                "kettle NEAR/8 dogs",
                "tea -zyzzyva",
                "zyzzyva garden",
                "year:1931",
                "year:..2000 garden",
                "place:\"Nowhere Yet\"",
                "place:nowhere",
                "lang:fr",
                "role:funder",
                "channel:mail",
                "partner:police",
                "theme:rel.trust",
                "theme:rel",
                "checked:rel.trust",
                "partnership:partnership-hidden",
                "trust zyzzyva OR gardenn",
                "co production",
                "theme:nothing"};
    }
    std::vector<std::string> public_addresses() {
        std::vector<std::string> all = {"/",
                                        "/about",
                                        "/themes",
                                        "/themes.csv",
                                        "/themes.json",
                                        "/health",
                                        "/desk",
                                        "/parked",
                                        "/api/v1/partnerships",
                                        "/api/v1/themes",
                                        "/counted?q=",
                                        "/counted.csv?q=",
                                        "/counted?q=year:1931",
                                        "/search?q=&page=3",
                                        "/search.atom?q=",
                                        "/search.atom?q=garden",
                                        "/search?q=garden&view=context",
                                        "/search?theme=rel&view=passages",
                                        "/search.json?q=kept+their+word&synonyms=yes",
                                        "/stories/" + seen.front(),
                                        "/api/v1/stories/" + seen.front() + "/similar",
                                        "/search.csv?q=",
                                        "/api/v1/stories?size=100"};
        for (const auto& q : questions())
            for (const char* path : {"/search", "/search.json", "/api/v1/stories"})
                all.push_back(path + ("?q=" + url_escaped(q)));
        for (const auto* tick :
             {"place=Nowhere+Yet", "partnership=partnership-hidden", "year=1931", "lang=fr", "role=funder"})
            all.push_back(std::string("/search?q=garden&") + tick),
                all.push_back(std::string("/search.json?q=garden&") + tick);
        for (const auto* theme : {"rel.trust", "rel.presence"})
            for (const auto* form : {"", ".csv", ".json", ".svg", ".json?confirmed=yes"})
                all.push_back(std::string("/themes/") + theme + form);
        all.push_back("/api/v1/themes/rel.trust/evidence");
        for (const auto& id : {seen[0], seen[1], seen[2]})
            for (const auto& path : {"/stories/" + id, "/stories/" + id + ".json", "/api/v1/stories/" + id})
                all.push_back(path);
        return all;
    }

    void expect_same(const Answers& before, const Answers& after, const std::string& whose) {
        ASSERT_EQ(before.size(), after.size());
        for (const auto& [asked, answer] : before) {
            const auto& now = after.at(asked);
            if (now == answer) continue;
            const auto at = static_cast<std::size_t>(std::ranges::mismatch(answer, now).in1 - answer.begin());
            const auto from = at > 80 ? at - 80 : 0;
            ADD_FAILURE() << whose << " " << asked << ":\n  before …" << answer.substr(from, 200) << "\n  after  …"
                          << now.substr(from, 200);
        }
    }

    tests::Folder folder;
    Store store;
    Collection collection;
    Generator generator{5};
    std::vector<StoryId> seen, hidden;
    int told = 0;
};

TEST_F(Invisible, hidden_stories_change_no_byte_of_a_public_page) {
    const auto addresses = public_addresses();
    const auto before = answers(collection, addresses);
    ASSERT_NE(before.at("/search.json?q=garden").find("\"stories\":"), std::string::npos);
    const std::pair<const char*, std::function<void()>> kinds[] = {
        {"no consent", [&] { hide_by({}); }},
        {"the team's alone", [&] { hide_by({Use::team}); }},
        {"counted only",
         [&] {
             hide_by({Use::team, Use::count});
         }},
        {"for research",
         [&] {
             hide_by({Use::team, Use::research});
         }},
        {"consent taken back", [&] { consent_taken_back(); }},
        {"withdrawn", [&] { withdrawn(); }},
        {"parked", [&] { parked(); }},
        {"a copy", [&] { copied(); }},
    };
    for (const auto& [kind, add] : kinds) {
        const int times = std::string_view(kind) == "the team's alone" ? hidden_of_each_kind : 3;
        for (int i = 0; i < times; ++i) add();
        follow();
        expect_same(before, answers(collection, addresses), kind);
    }
    // The address of a hidden story gives the same reply as one that no story has.
    const auto none = make_story_id(77);
    for (const auto& id : hidden)
        for (const std::string path : {"/stories/", "/api/v1/stories/"})
            EXPECT_EQ(answers(collection, {path + id}).begin()->second,
                      answers(collection, {path + none}).begin()->second);
}

TEST_F(Invisible, hidden_stories_change_no_byte_of_a_search_for_any_use) {
    for (const Use use : {Use::team, Use::count, Use::research, Use::publish, Use::quote}) {
        const auto before = search_says(use);
        Uses others;
        for (const Use other : {Use::team, Use::count, Use::research, Use::publish, Use::quote})
            // A story that everyone may read is not hidden from researchers.
            if (other != use && !(use == Use::research && other == Use::publish)) others.add(other);
        for (int i = 0; i < hidden_of_each_kind; ++i) hide_by(others);
        follow();
        expect_same(before, search_says(use), std::string(name(use)));
    }
}

// The control: a story that may be seen changes answers, so that the tests above can fail.
TEST_F(Invisible, a_visible_story_changes_the_answers) {
    const auto before = search_says(Use::publish);
    hide_by(everything);
    follow();
    std::size_t changed = 0;
    for (const auto& [asked, answer] : search_says(Use::publish)) changed += before.at(asked) != answer;
    EXPECT_GT(changed, before.size() * 3 / 4);
}

}  // namespace
}  // namespace tangible::serve
