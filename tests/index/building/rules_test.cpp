#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "index/building/rules.h"
#include "index/reader/folders.h"
#include "tests/index/stories.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

constexpr char small_book[] =
    R"(codebook: {id: small, version: 1.0.0, language: en-GB, status: draft, notice: Invented.}
sources:
  BOOK: {cite: "A book, 2020", where: "https://example.org/book"}
groups:
- id: REL
  label: Relationships
  about: How people were with each other.
  themes:
  - {id: REL.TRUST, label: Trust, definition: Trust., cues: [trust, had faith], examples: [We trust them.], sources: [BOOK]}
  - {id: REL.CARE, label: Care, definition: Kindness., cues: [were kind], examples: [They were kind.], sources: [BOOK]}
)";

TEST(Demotion, needs_ten_decisions_and_little_doubt) {
    struct Case {
        std::uint32_t kept, decided;
        double below;
        bool demoted;
    };
    const Case cases[] = {{0, 9, .5, false},  {0, 10, .5, true},   {2, 10, .5, true},   {3, 10, .5, false},
                          {5, 10, .5, false}, {14, 20, .5, false}, {40, 100, .5, true}, {45, 100, .5, false},
                          {0, 100, 0, false}, {10, 10, .5, false}};
    for (const auto& c : cases)
        EXPECT_EQ(demotes(c.kept, c.decided, c.below), c.demoted) << c.kept << " of " << c.decided;
}

TEST(Demotion, applies_to_the_second_of_two_cues) {
    EXPECT_EQ(speaking("trust"), "trust");
    EXPECT_EQ(speaking("trust; broke faith"), "broke faith");
    EXPECT_EQ(speaking(""), "");
}

struct Rules : testing::Test {
    Story told(const std::string& text) {
        Story s;
        s.submission = text, s.text = text, s.language = "en";
        for (auto use : {Use::team, Use::count, Use::publish}) s.consent.uses.add(use);
        return tests::put(store, s);
    }
    void decide(const Story& s, const std::string& theme, Verdict verdict, bool hinted = false) {
        Decision d;
        d.story = s.id, d.theme = theme, d.quote = s.text, d.span.end = static_cast<std::uint32_t>(s.text.size());
        d.verdict = verdict, d.coder = "ana", d.decided_ms = 1, d.hinted = hinted;
        store.note(d);
    }
    void learn() { store.put_model(Learned{0, "e", 1, store.revision(), 0, "m", {}, rules()}); }
    std::vector<RuleRecord> rules() {
        return rules_of(store, cues, analyser, .5, [] {});
    }
    std::vector<std::string> standing(const Story& s) {
        std::vector<std::string> out;
        for (const auto& c : settled_codings(store, cues, analyser, s)) out.push_back(c.theme + " " + c.cue);
        return out;
    }
    using Standing = std::vector<std::string>;

    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
    Cues cues{read_codebook(small_book, "small.yaml")};
    Analyser analyser;
};

TEST_F(Rules, count_what_people_kept_for_each_cue_and_for_hints) {
    decide(told("We trust them."), "REL.TRUST", Verdict::accepted);
    decide(told("A trust owns it."), "REL.TRUST", Verdict::rejected);
    decide(told("They were kind."), "REL.CARE", Verdict::added);
    decide(told("It was lovely."), "REL.CARE", Verdict::added);
    decide(told("They held my hand."), "REL.CARE", Verdict::added, true);
    decide(told("They held the door."), "REL.CARE", Verdict::rejected, true);
    told("We trust nobody.");
    EXPECT_EQ(rules(), (std::vector<RuleRecord>{{"REL.CARE", "", 1, 2, false},
                                                {"REL.CARE", "were kind", 1, 1, false},
                                                {"REL.TRUST", "trust", 1, 2, false}}));
}

TEST_F(Rules, that_people_reject_become_hints_until_they_are_accepted) {
    const auto alone = told("A trust owns it."), beside = told("We trust them and had faith.");
    std::vector<Story> wrong;
    for (int i = 0; i < 10; ++i) wrong.push_back(told("The trust number " + std::to_string(i) + "."));
    for (const auto& s : wrong) decide(s, "REL.TRUST", Verdict::rejected);
    EXPECT_EQ(standing(alone), Standing{"REL.TRUST trust"});
    catch_up(store, cues, folder.path());
    learn();
    EXPECT_EQ(standing(alone), Standing{});
    EXPECT_EQ(standing(beside), Standing{"REL.TRUST had faith"}) << "the other cue still suggests the theme";
    const auto hints = found_by_demoted(store.rules(), cues, analyser, alone, {});
    ASSERT_EQ(hints.size(), 1u);
    EXPECT_EQ(hints[0].quote, alone.text);
    EXPECT_TRUE(found_by_demoted(store.rules(), cues, analyser, beside, settled_codings(store, cues, analyser, beside))
                    .empty());

    // The index is rebuilt as for a new codebook, and equals the store.
    const auto folder_before = live(folder.path());
    catch_up(store, cues, folder.path());
    EXPECT_NE(live(folder.path()), folder_before);
    EXPECT_TRUE(prove(store, cues, live(folder.path())).equal());
    learn();
    const auto folder_now = live(folder.path());
    catch_up(store, cues, folder.path());
    EXPECT_EQ(live(folder.path()), folder_now) << "the same rules are demoted";

    for (const auto& s : wrong) decide(s, "REL.TRUST", Verdict::accepted);
    learn();
    catch_up(store, cues, folder.path());
    EXPECT_EQ(standing(alone), Standing{"REL.TRUST trust"});
    EXPECT_TRUE(prove(store, cues, live(folder.path())).equal());
}

TEST_F(Rules, of_another_codebook_are_ignored) {
    store.put_model(Learned{
        0, "e", 1, store.revision(), 0, "m", {}, {{"REL.TRUST", "belief", 0, 20, true}, {"X", "trust", 0, 20, true}}});
    EXPECT_TRUE(demoted_in(store, cues.codebook()).empty());
}

}  // namespace
}  // namespace tangible::index
