// Compares the index's answers with a plain scan's, for generated questions of every kind over the sample collection,
// invented stories, and real ones if they are installed: which stories in which order, pages, counts, facets, what to
// leave out when nothing is found, themes, and the words that are marked.  Compares again while stories arrive and
// change, and after a rebuild.  Everything comes from seeds; a failure prints the question.  TANGIBLE_LONGER=20 asks
// twenty times as many questions.
#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "index/reader/snapshot.h"
#include "index/search/search.h"
#include "schemas/ground/hash.h"
#include "schemas/system/share.h"
#include "tests/bench/helpers/generator.h"
#include "tests/index/plain_scan.h"
#include "tests/index/stories.h"
#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>

namespace tangible {
namespace {

namespace fs = std::filesystem;
using namespace tests;
using index::Cues;
using index::Searcher;

constexpr char book[] = R"(
codebook: {id: right, version: 1.0.0, language: en-GB, status: invented for a test}
groups:
- id: REL
  label: Relationships
  themes:
  - {id: REL.TRUST, label: Trust, definition: Trust grows or goes., cues: [trust us, trusted], against: [let us down], guards: [NHS trust], examples: [They trusted us.], opposites: [COST.DONE]}
  - {id: REL.TABLE, label: Table, definition: Time together., cues: [kitchen table, cup of tea], examples: [At the kitchen table.]}
- id: COST
  label: Costs
  themes:
  - {id: COST.DONE, label: Done to, definition: Things done to people., cues: [coproduction, nobody asked us], examples: [Nobody asked us.], opposites: [REL.TRUST]}
)";

unsigned longer() {
    const char* wish = std::getenv("TANGIBLE_LONGER");
    return wish ? std::max(1u, static_cast<unsigned>(std::strtoul(wish, nullptr, 10))) : 1;
}

/// Values to ask for: those that stories have, and some that none has.
Matter matter_of(const PlainScan& scan) {
    Matter m;
    std::set<std::pair<std::string, std::string>> values = {
        {"place", "Nowhere"},    {"theme", "rel.nothing"}, {"year", "1999"}, {"year", "0"},
        {"lang", "tlh"},         {"partner", "nobody"},    {"role", "…"},    {"channel", "pigeon"},
        {"partnership", "none"}, {"checked", "REL"}};
    for (const auto& t : scan.stories()) {
        const auto& s = t.story;
        m.texts.push_back(s.text);
        if (!s.title.empty()) m.texts.push_back(s.title);
        values.insert({{"place", s.place},
                       {"partnership", s.partnership},
                       {"role", s.role},
                       {"lang", s.language},
                       {"channel", std::string(name(s.channel))},
                       {"quotable", s.consent.uses.has(Use::quote) ? "yes" : "no"},
                       {"tagged", "machine"},
                       {"tagged", "disputed"},
                       {"lang", t.language},
                       {"place", s.place.substr(0, s.place.find(' '))},
                       {"year", s.year ? std::to_string(s.year) : "unknown"}});
        for (const auto& p : s.partners) values.insert({"partner", p});
        for (const auto& c : t.codings)
            values.insert({{"theme", c.theme}, {"theme", c.theme.substr(0, c.theme.find('.'))}, {"checked", c.theme}});
    }
    std::erase_if(values, [](const auto& v) { return v.second.empty() || v.second.find('"') != std::string::npos; });
    m.values.assign(values.begin(), values.end());
    return m;
}

std::string shown(const std::vector<Facet>& facets) {
    std::string out;
    for (const auto& f : facets) {
        out += f.field + " (" + f.label + "):";
        for (const auto& v : f.values)
            out += " " + v.value + "=" + v.label + " " + std::to_string(v.stories) + (v.selected ? "!" : "") + ";";
        out += "\n";
    }
    return out;
}

std::string shown(const Query& q) {
    std::string out = "[" + q.words + "] for " + std::string(name(q.use)) + ", sort " +
                      std::to_string(static_cast<int>(q.sort)) + ", from " + std::to_string(q.offset) + " " +
                      std::to_string(q.limit) + (q.confirmed_only ? ", confirmed" : "");
    for (const auto& [field, values] : q.filters)
        for (const auto& v : values) out += ", tick " + field + "=" + v;
    return out;
}

std::vector<StoryId> slice(const std::vector<StoryId>& ids, const Query& q) {
    const auto from = std::min<std::size_t>(q.offset, ids.size()),
               to = std::min<std::size_t>(from + q.limit, ids.size());
    return {ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// One state of a collection, with questions about it.
class Beside {
public:
    Beside(const fs::path& data, Store& store, const Cues& cues, std::uint64_t seed,
           index::Snapshots* snapshots = nullptr)
        : scan_(store, cues), searcher_(data, store, cues.codebook(), snapshots), matter_(matter_of(scan_)),
          askings_(matter_, seed) {}

    /// Asks generated questions; returns how many of them found something.
    std::size_t ask(std::size_t questions) {
        std::size_t found = 0;
        for (; questions > 0 && !testing::Test::HasFailure(); --questions) {
            const auto asking = askings_.next();
            SCOPED_TRACE(shown(asking.query));
            found += compare(asking);
        }
        return found;
    }

private:
    bool compare(const Asking& asking) {
        const auto& q = asking.query;
        const auto right = scan_.answer(asking);
        const auto got = searcher_.search(q);
        EXPECT_EQ(got.stories, right.found.size());
        compare_order(asking, right, got);
        EXPECT_EQ(shown(got.facets), shown(right.facets));
        compare_relaxations(right, got);
        for (const auto& hit : got.hits) compare_hit(asking, hit);
        return !right.found.empty();
    }

    void compare_order(const Asking& asking, const tests::Answer& right, const Results& got) {
        std::vector<StoryId> expected, page;
        for (const auto* t : right.found) expected.push_back(t->story.id);
        for (const auto& hit : got.hits) page.push_back(hit.id);
        auto all = searcher_.matches(asking.query, 100'000);
        EXPECT_EQ(page, slice(all, asking.query));
        if (asking.query.sort == Sort::relevance)
            std::sort(all.begin(), all.end()), std::sort(expected.begin(), expected.end());
        EXPECT_EQ(all, expected);
    }

    static void compare_relaxations(const tests::Answer& right, const Results& got) {
        const auto text = [](const std::vector<Relaxation>& all) {
            std::string out;
            for (const auto& r : all)
                if (r.field != "words" && !r.value.empty() && r.also.empty())
                    out += r.field + "=" + r.value + " " + std::to_string(r.stories) + "; ";
            return out;
        };
        EXPECT_EQ(text(got.relaxations), text(right.ticks));
        // If no single tick is in the way, all ticks of a field may be; search need not show every such way out.
        for (const auto& r : got.relaxations)
            if (r.field != "words" && r.value.empty() && r.also.empty()) {
                EXPECT_EQ(r.stories, right.fields.at(r.field)) << r.field;
            }
    }

    void compare_hit(const Asking& asking, const Hit& hit) {
        const auto& all = scan_.stories();
        const auto told = std::find_if(all.begin(), all.end(), [&](const Told& t) { return t.story.id == hit.id; });
        ASSERT_NE(told, all.end());
        const auto themes = scan_.themes(*told, asking.query.confirmed_only);
        ASSERT_EQ(hit.themes.size(), themes.size());
        for (std::size_t i = 0; i < themes.size(); ++i)
            EXPECT_EQ(std::tie(hit.themes[i].theme, hit.themes[i].passages, hit.themes[i].confirmed),
                      std::tie(themes[i].theme, themes[i].passages, themes[i].confirmed));
        const auto& s = told->story;
        if (asking.query.use == Use::count) {
            EXPECT_EQ(hit.title + hit.snippet.text + hit.place + hit.partnership + hit.role, "");
            return;
        }
        EXPECT_EQ(std::tie(hit.title, hit.partnership, hit.role, hit.place, hit.language, hit.year),
                  std::tie(s.title, s.partnership, s.role, s.place, s.language, s.year));
        compare_snippet(asking, *told, hit.snippet);
    }

    // A word in a snippet is marked if it was asked for; if the text has such a word, so has the snippet.
    void compare_snippet(const Asking& asking, const Told& told, const Snippet& snippet) {
        EXPECT_EQ(snippet.text, cut(told.story.text, snippet.span));
        bool any_in_text = false;
        for (const auto& place : told.places) {
            if (place.span.size() == 0) continue;
            const bool wanted = scan_.asked_for(asking.wish, place, told);
            any_in_text |= wanted;
            if (place.span.begin < snippet.span.begin || place.span.end > snippet.span.end) continue;
            const Span here{place.span.begin - snippet.span.begin, place.span.end - snippet.span.begin};
            const bool marked = std::any_of(snippet.marks.begin(), snippet.marks.end(),
                                            [&](const Span& m) { return m.begin <= here.begin && here.end <= m.end; });
            EXPECT_EQ(marked, wanted) << cut(told.story.text, place.span) << " in “" << snippet.text
                                      << "” of a story in " << told.story.language;
        }
        EXPECT_EQ(!snippet.marks.empty(), any_in_text) << snippet.text;
    }

    PlainScan scan_;
    Searcher searcher_;
    Matter matter_;
    Askings askings_;
};

/// A collection that changes: stories arrive, are edited, judged, copied and withdrawn.
class Life {
public:
    explicit Life(unsigned seed)
        : stories_(seed), generator_(seed), store_(folder_.path(), Store::Access::write),
          cues_(read_codebook(book, "right.yaml")) {}

    void happen(std::size_t events) {
        for (; events > 0; --events) {
            constexpr void (Life::*kinds[])() = {
                &Life::tell,  &Life::tell,    &Life::tell,     &Life::tell_long, &Life::judge,
                &Life::judge, &Life::judge,   &Life::consent,  &Life::consent,   &Life::withdraw,
                &Life::copy,  &Life::no_copy, &Life::say_more, &Life::rename,    &Life::read_otherwise};
            (this->*kinds[stories_.below(std::size(kinds))])();
            if (stories_.below(12) == 0) follow();
        }
        follow();
    }
    void tell() {
        auto s = stories_.story();
        s.year = stories_.below(8) ? s.year : 0;
        s.received_ms = 1'600'000'000'000 + static_cast<std::int64_t>(stories_.below(3));  // ties
        ids_.push_back(put(store_, s).id);
    }
    void follow() { index::catch_up(store_, cues_, folder_.path()); }
    void rebuild() { index::rebuild(folder_.path(), cues_); }
    Store& store() { return store_; }
    std::size_t ask(std::size_t questions, std::uint64_t seed) {
        return Beside(folder_.path(), store_, cues_, seed, &snapshots_).ask(questions);
    }

private:
    std::optional<Story> any() {
        return ids_.empty() ? std::nullopt : store_.story(ids_[stories_.below(ids_.size())], Use::own);
    }
    void tell_long() {
        auto s = generator_.story(told_++);
        s.submission = "long " + std::to_string(told_);
        s.text.resize(std::min<std::size_t>(s.text.size(), 700));
        ids_.push_back(put(store_, s).id);
    }
    void judge() {
        if (const auto s = any()) store_.note(stories_.decision(*s, cues_.codebook()));
    }
    void consent() {
        if (const auto s = any())
            store_.set_consent(s->id, stories_.below(4) ? stories_.consent() : Consent{"story-form/1", {}, 2});
    }
    void withdraw() {
        if (const auto s = any()) store_.withdraw(s->id);
    }
    void copy() {
        const auto one = any(), other = any();
        if (one && other && one->submission != other->submission && !store_.original_of(other->id) &&
            store_.copies_of(one->id).empty())
            store_.note_copy(one->id, other->id), copies_.push_back(one->id);
    }
    void no_copy() {
        if (copies_.empty()) return;
        if (store_.original_of(copies_.back())) store_.note_no_copy(copies_.back());
        copies_.pop_back();
    }
    void say_more() {
        const auto s = any();
        if (!s) return;
        Story more = stories_.story();
        Submission submission;
        submission.bytes = more.submission;
        submission.id = sha256_hex(submission.bytes);
        store_.put(submission);
        store_.put_follow_up(submission.id, s->id, more);
        for (const auto& a : store_.additions(s->id, Use::own))
            store_.open_addition(s->id, a.id, stories_.below(3) > 0);
    }
    void rename() {
        store_.put_partnership(Partnership{
            "river-allotments", "The allotments " + std::to_string(stories_.below(4)), "", 2016, 0, "", {}});
    }
    void read_otherwise() {
        const auto s = any();
        if (!s) return;
        std::vector<Story> now(1 + stories_.below(2), *s);
        for (std::size_t k = 0; k < now.size(); ++k)
            now[k].ordinal = static_cast<std::uint32_t>(k), now[k].text = stories_.text();
        store_.read_again(s->submission);
        store_.put_stories(s->submission, now);
        ids_.push_back(store_.stories_of(s->submission).back());
    }

    Folder folder_;
    InventedStories stories_;
    bench::Generator generator_;
    Store store_;
    Cues cues_;
    index::Snapshots snapshots_;  ///< shared by all questions, so that one follows from another
    std::vector<StoryId> ids_, copies_;
    std::size_t told_ = 0;
};

TEST(Right, over_invented_stories) {
    Life life(11);
    for (int i = 0; i < 40; ++i) life.tell();
    life.happen(160);
    ASSERT_GT(life.store().live().size(), 60u);
    EXPECT_GT(life.ask(400 * longer(), 1), 100u) << "most questions found nothing, so they prove little";
}

TEST(Right, while_stories_arrive_and_change_and_after_a_rebuild) {
    for (unsigned seed = 2; seed < 2 + 2 * longer() && !HasFailure(); ++seed) {
        Life life(seed);
        for (int round = 0; round < 4; ++round) {
            life.happen(30);
            life.ask(40, seed * 100 + static_cast<unsigned>(round));
        }
        life.rebuild();
        life.ask(60, seed * 1000);
        life.happen(30);
        life.ask(40, seed * 1000 + 1);
    }
}

/// Receives stories with the program, as a person would, and asks questions about them.
void expect_right(const std::string& what_to_receive, std::size_t stories, std::size_t questions) {
    const Folder folder;
    const auto command =
        std::string(TANGIBLE_PROGRAM) + " --data " + folder.path().string() + " receive " + what_to_receive + " 2>&1";
    std::string said;
    if (auto* out = popen(command.c_str(), "r")) {
        for (char buffer[256]; fgets(buffer, sizeof buffer, out);) said += buffer;
        ASSERT_EQ(pclose(out), 0) << said;
    }
    Store store(folder.path(), Store::Access::write);
    const Cues cues(read_codebook(shared_file("schemas/codebooks/partnership-stories.yaml")));
    index::catch_up(store, cues, folder.path());
    ASSERT_GE(store.live().size(), stories) << said;
    EXPECT_GT(Beside(folder.path(), store, cues, 5).ask(questions * longer()), questions / 10);
}

TEST(Right, over_the_sample_collection) {
    expect_right("--about " TANGIBLE_SOURCE "/serve/sample/collection.yaml", 100, 320);
}

TEST(Right, over_the_seed_collection) {
    if (!fs::exists(TANGIBLE_CORPORA "/seed")) GTEST_SKIP() << "no corpora here";
    const Folder folder;
    expect_right(TANGIBLE_CORPORA "/seed " TANGIBLE_SOURCE "/serve/sample/text " TANGIBLE_SOURCE "/serve/sample/mail",
                 10, 320);
}

}  // namespace
}  // namespace tangible
