// A visitor who asks about every value, every pair of values and every value without another learns nothing about a
// story that may be counted but not read: two data folders that differ in one such story, or in four that share a
// value, give the same bytes for every question.  With a fifth, the fixed tables change and nothing else does.
#include "index/building/catch_up.h"
#include "index/document/terms.h"
#include "schemas/ground/ascii.h"
#include "schemas/json/json.h"
#include "tests/bench/helpers/generator.h"
#include "tests/index/stories.h"
#include "tests/serve/answers.h"
#include <gtest/gtest.h>
#include <set>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;
constexpr int seen_stories = 200;
constexpr Uses everything = {Use::team, Use::count, Use::research, Use::publish, Use::quote};
constexpr Uses counted_only = {Use::team, Use::count};

bool is_fixed_table(const std::string& address) {
    return address == "/" || address.starts_with("/themes") || address.ends_with("/evidence");
}

/// A data folder and the collection over it.
struct Site {
    explicit Site(const fs::path& data)
        : data(data), store(data, Store::Access::write), collection(collection_over(data)) {}
    fs::path data;
    Store store;
    Collection collection;

    StoryId put(Story s, const std::string& bytes) {
        s.submission = bytes;
        return tests::put(store, s).id;
    }
    void follow() { index::catch_up(store, collection.cues, data); }
};

class Probe : public testing::Test {
protected:
    Probe() {
        Site base(folder.path() / "base");
        for (int i = 0; i < 3; ++i) {
            const auto n = std::to_string(i + 1);
            base.store.put_partnership(
                Partnership{"partnership-" + n, "Partnership " + n, "place-" + n, 2016, 0, "", {}});
        }
        base.store.put_partnership(Partnership{"partnership-hidden", "Of nobody yet", "", 2016, 0, "", {}});
        bench::Generator generator(5);
        for (int i = 0; i < seen_stories; ++i) {
            auto s = generator.story(static_cast<std::size_t>(i));
            s.consent.uses = everything;
            s.text.resize(s.text.find(' ', s.text.size() / 5));
            s.partnership = "partnership-" + std::to_string(1 + i % 3);
            s.role = i % 2 ? "volunteer" : "student";
            seen.push_back(base.put(s, "seen " + std::to_string(i)));
        }
        base.store.put_saved_search(SavedSearch{"kept", "robin", "Trust", "q=theme:rel.trust", 1});
        base.follow();
    }

    /// Answers from a copy of the folder with this many hidden stories.  They share values, some of which no readable
    /// story has.
    Answers with_hidden(int stories, const std::vector<std::string>& addresses, Channel channel = Channel::batch) {
        const auto data = folder.path() / ("with " + std::to_string(stories) + std::string(name(channel)));
        fs::copy(folder.path() / "base", data, fs::copy_options::recursive);
        Site place(data);
        for (int i = 0; i < stories; ++i) place.put(hidden(i, channel), "hidden " + std::to_string(i));
        place.follow();
        return answers(place.collection, addresses);
    }

    static Story hidden(int i, Channel channel = Channel::batch) {
        Story s;
        s.title = "Zyzzyva", s.language = "en", s.channel = channel;
        s.text = "We built trust over a cup of tea. They let us down. They listened to us. Zyzzyva " +
                 std::to_string(i) + ".";
        s.place = "Nowhere Yet", s.partnership = "partnership-hidden", s.role = "funder", s.year = 1931;
        s.partners = {"police", "the man who shouts"};
        s.received_ms = 1'800'000'000'000 + i;
        s.consent = {"story-form/1", counted_only, 1};
        return s;
    }

    std::vector<std::string> values() {
        std::vector<std::string> all = {"year:1931",
                                        "year:2016",
                                        "year:2018",
                                        "year:..1999",
                                        "year:2016..2020",
                                        "partner:police",
                                        "partner:council",
                                        "partner:charity",
                                        "partnership:partnership-hidden",
                                        "partnership:partnership-1",
                                        "partnership:partnership-2",
                                        "place:nowhere",
                                        "place:place-1",
                                        "place:\"Nowhere Yet\"",
                                        "lang:fr",
                                        "lang:en",
                                        "lang:cy",
                                        "role:funder",
                                        "role:volunteer",
                                        "channel:mail",
                                        "channel:batch",
                                        "quotable:yes",
                                        "quotable:no",
                                        "tagged:machine",
                                        "tagged:person",
                                        "checked:rel",
                                        "zyzzyva",
                                        "trust"};
        const auto book = partnership_codebook();
        for (const auto& g : book.groups) all.push_back("theme:" + lower_ascii(g.id));
        for (std::size_t t = 0; t < book.themes.size(); t += 3) all.push_back("theme:" + book.themes[t].slug());
        return all;
    }

    /// Addresses of every route, every value in every format, all pairs of values, and each value without another.
    std::vector<std::string> addresses() {
        std::set<std::string> all = {"/",
                                     "/about",
                                     "/themes",
                                     "/themes.csv",
                                     "/themes.json",
                                     "/health",
                                     "/api/v1/partnerships",
                                     "/api/v1/themes",
                                     "/api/v1/openapi.yaml",
                                     "/saved/kept",
                                     "/saved/kept.json",
                                     "/saved/kept.csv",
                                     "/saved/kept.atom",
                                     "/search?q=&page=3",
                                     "/search?q=&all=place",
                                     "/search?q=tru&synonyms=yes",
                                     "/search?q=zyzzyv",
                                     "/api/v1/stories?size=100"};
        for (const auto& id : {seen[0], seen[1]})
            for (const char* form : {"", ".json"}) all.insert("/stories/" + id + form);
        for (const auto& id : {seen[0], seen[1], seen[2], seen[3]}) {
            all.insert("/api/v1/stories/" + id);
            all.insert("/api/v1/stories/" + id + "/similar");
        }
        for (const auto& theme : partnership_codebook().themes) {
            for (const char* form : {"", ".csv", ".json", ".svg", "?confirmed=yes"})
                all.insert("/themes/" + theme.slug() + form);
            all.insert("/api/v1/themes/" + theme.slug() + "/evidence");
        }
        const auto each = values();
        for (const auto& a : each) {
            for (const char* path : {"/search", "/search.json", "/search.csv", "/search.atom", "/counted",
                                     "/counted.csv", "/api/v1/stories"})
                all.insert(path + ("?q=" + url_escaped(a)));
            if (const auto colon = a.find(':'); colon != a.npos && a.find('"') == a.npos)
                for (const char* path : {"/search?q=trust&", "/api/v1/stories?"})
                    all.insert(path + a.substr(0, colon) + "=" + url_escaped(a.substr(colon + 1)));
            for (const auto& b : each) {
                if (a >= b) continue;
                all.insert("/counted?q=" + url_escaped(a + " " + b));
                all.insert("/api/v1/stories?size=1&q=" + url_escaped(a + " -" + b));
            }
        }
        return {all.begin(), all.end()};
    }

    static std::vector<std::string> changed(const Answers& before, const Answers& after) {
        std::vector<std::string> out;
        for (const auto& [asked, answer] : before)
            if (after.at(asked) != answer) out.push_back(asked);
        return out;
    }

    tests::Folder folder;
    std::vector<StoryId> seen;
};

TEST_F(Probe, NoQuestionRevealsOneHiddenStoryOrFour) {
    const auto asked = addresses();
    EXPECT_GE(asked.size(), 3000u);
    const auto before = with_hidden(0, asked);
    std::size_t answered = 0;
    for (const auto& [address, answer] : before) answered += answer.starts_with("200");
    EXPECT_EQ(answered, asked.size());
    for (int stories : {1, 4}) {
        const auto found = changed(before, with_hidden(stories, asked));
        for (std::size_t i = 0; i < found.size() && i < 20; ++i)
            ADD_FAILURE() << stories << " hidden changed the answer to " << found[i] << ", one of " << found.size();
    }
    const auto with_five = with_hidden(5, asked);
    const auto found = changed(before, with_five);
    for (const auto& address : found) EXPECT_TRUE(is_fixed_table(address)) << address;
    EXPECT_NE(with_five.at("/themes").find("based on 205 stories"), std::string::npos);
    for (const auto& [address, answer] : with_five) {
        EXPECT_EQ(answer.find("the man who shouts"), std::string::npos)
            << "a teller typed this and nobody has checked it: " << address;
    }
}

// Otherwise somebody who sends in four stories of their own would learn about three hidden ones.
TEST_F(Probe, StoriesThatStrangersSendDoNotFillAGroup) {
    const std::vector<std::string> tables = {"/",
                                             "/themes",
                                             "/themes.json",
                                             "/themes/rel.trust",
                                             "/themes/rel.trust.csv",
                                             "/themes/rel.trust.json",
                                             "/themes/rel.trust.svg"};
    const auto before = with_hidden(0, tables);
    for (const auto channel : {Channel::mail, Channel::form, Channel::upload})
        EXPECT_EQ(changed(before, with_hidden(12, tables, channel)), std::vector<std::string>{}) << name(channel);
    EXPECT_NE(changed(before, with_hidden(12, tables)), std::vector<std::string>{})
        << "stories from a survey are counted";
}

// What a page and its CSV, chart and JSON say in place of a number that is withheld.
TEST_F(Probe, AWithheldNumberIsExplainedInEveryFormat) {
    Site place(folder.path() / "base");
    for (int i = 0; i < 15; ++i) {
        auto s = hidden(i);
        s.partners = {}, s.partnership = "", s.year = i < 3 ? 2016 : 2018;
        place.put(s, "hidden " + std::to_string(i));
    }
    place.follow();
    const auto said = answers(place.collection, {"/themes/rel.trust", "/themes/rel.trust.csv", "/themes/rel.trust.svg",
                                                 "/themes/rel.trust.json", "/counted?q=theme:rel.trust+year:2016"});
    const std::string words = suppressed_in_words;
    EXPECT_NE(said.at("/themes/rel.trust").find(std::string(">") + suppressed_in_a_cell + "</a>"), std::string::npos);
    EXPECT_NE(said.at("/themes/rel.trust.csv").find("\"year\",\"2016\",c,"), std::string::npos);
    EXPECT_NE(said.at("/themes/rel.trust.csv").find("\"c: " + words + "\""), std::string::npos);
    EXPECT_NE(said.at("/themes/rel.trust.svg").find("c: " + words), std::string::npos);
    EXPECT_NE(said.at("/themes/rel.trust.svg").find("2016: " + words), std::string::npos);
    EXPECT_NE(said.at("/themes/rel.trust.json").find("\"stories\":null"), std::string::npos);
    EXPECT_NE(said.at("/counted?q=theme:rel.trust+year:2016").find("in groups of at least 5"), std::string::npos);
}

// A visitor is offered the collection's own partners, places and roles; what a teller typed is not offered until a
// person has checked it.
TEST_F(Probe, WordsThatATellerTypedBecomeNeitherFiltersNorTableRows) {
    Site site(folder.path() / "base");
    auto s = hidden(1);
    s.consent.uses = {Use::team, Use::count, Use::publish};  // the story's own line and quotes may show these words
    s.partners = {"council", "the man who shouts"}, s.place = "Under The Bridge", s.role = "chief shouter";
    site.put(s, "typed");
    site.follow();
    Workspace work(site.collection);
    const auto asked = [&](const std::string& path, const char* query, bool signed_in) {
        Call call;
        call.method = "GET", call.path = path, call.query_string = query, call.query = urlencoded(query);
        if (signed_in) call.session = Session{"robin", Role::coder, "csrf", 1LL << 60};
        return dispatch(call, work).body;
    };
    const char* typed[] = {"the man who shouts", "under the bridge", "chief shouter"};
    for (const std::string path : {"/search", "/search.json", "/themes/rel.trust", "/themes/rel.trust.csv",
                                   "/api/v1/themes/rel.trust/evidence"}) {
        const bool search = path.starts_with("/search");
        const auto query = search ? "q=&size=1&sort=newest" : "";
        const auto by_visitor = asked(path, query, false), by_coder = asked(path, query, true);
        for (const char* words : typed) EXPECT_EQ(by_visitor.find(words), std::string::npos) << path << ": " << words;
        EXPECT_NE(by_coder.find(typed[0]), std::string::npos) << path;
        EXPECT_NE(by_visitor.find("council"), std::string::npos) << path << " shows the collection's own values";
    }
    const auto ticked = asked("/search.json", "q=&role=chief+shouter", false);
    EXPECT_NE(ticked.find("chief shouter"), std::string::npos) << "anyone who knows the words can search for them";
    EXPECT_NE(ticked.find("\"stories\":1,\"hits\""), std::string::npos);
}

TEST_F(Probe, FiguresFromDrawnStoriesAreNotPublic) {
    Site site(folder.path() / "base");
    for (int i = 0; i < 40; ++i)
        site.store.note(ReadThrough{
            seen[static_cast<std::size_t>(i)], "ana", site.collection.codebook.edition, true, false, 2, {"REL.TRUST"}});
    for (const auto& [address, answer] :
         answers(site.collection, {"/themes/rel.trust", "/themes/rel.trust.json", "/themes/rel.trust.csv",
                                   "/api/v1/themes/rel.trust/evidence"})) {
        EXPECT_EQ(answer.find("drawn"), std::string::npos) << address;
        EXPECT_EQ(answer.find("interval"), std::string::npos) << address;
    }
}

}  // namespace
}  // namespace tangible::serve
