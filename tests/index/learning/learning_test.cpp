#include "index/learning/fitting/linear.h"
#include "index/learning/learn.h"
#include "index/learning/suggest.h"
#include "schemas/ground/error.h"
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace tangible::index {
namespace {

const char* const book_yaml = R"(codebook: {id: made-up, version: '1', language: en, status: imported, imported: yes}
groups:
- id: house
  label: The house
  themes:
  - {id: food, label: Food, definition: What people ate., indicators: [soup, bread, tasty meal]}
  - {id: garden, label: Garden, definition: Growing things., indicators: [flowers, digging, seeds]}
  - {id: music, label: Music}
)";

const std::map<std::string, std::vector<std::string>> sentences = {
    {"food",
     {"We ate soup with bread.", "A tasty meal was cooked.", "The kitchen gave us lunch.", "Rice and beans again."}},
    {"garden",
     {"They were digging the beds.", "Seeds came up in spring.", "Flowers by the gate.", "Weeds in the greenhouse."}},
    {"music",
     {"We sang old songs.", "The choir met on Monday.", "A drum and a fiddle played.", "Tunes until midnight."}},
};
const char* const themes[] = {"food", "garden", "music"};

struct World {
    Codebook book = read_codebook(book_yaml, "made-up.yaml");
    std::vector<std::string> texts;
    std::vector<Review> reviews;
    Analyser analyser;
    Targets targets;

    explicit World(std::size_t count, const std::vector<std::string>& labels = {}) : targets(book, labels) {
        for (std::size_t i = 0; i < count; ++i) {
            std::string text = "Number " + std::to_string(i % 7) + " came along.";
            Review review{static_cast<std::uint32_t>(i), {}};
            for (std::size_t t = 0; t < 3; ++t) {
                const bool has = (i >> t) & 1;
                if (has) text += " " + sentences.at(themes[t])[(i / 3 + t) % 4];
                review.verdicts.push_back(has ? Reviewed::confirmed : Reviewed::rejected);
            }
            texts.push_back(text);
            reviews.push_back(review);
        }
    }
    Analysis analysis(const std::string& text) { return analyser.analyse(text, "en"); }
    Reading reading(const std::string& text) { return read(text, analysis(text), analyser); }
    std::vector<Reading> readings() {
        std::vector<Reading> out;
        for (const auto& t : texts) out.push_back(reading(t));
        return out;
    }
    Model model() { return learn(readings(), reviews, targets, analyser); }
    std::vector<float> tagged(const Model& m, const std::string& text) {
        return Suggester(targets, m, analyser).probabilities(reading(text));
    }
};

TEST(Reading, passages_are_sentences_of_one_line) {
    Analyser analyser;
    const std::string text = "One came. Two came. Three came. Four came.\nFive came.";
    const auto r = read(text, analyser.analyse(text, "en"), analyser);
    std::vector<std::string> got;
    for (const auto& p : r.passages) got.emplace_back(cut(text, p.span));
    EXPECT_EQ(got,
              (std::vector<std::string>{"One came. Two came. Three came.", "Three came. Four came.", "Five came."}));
}

TEST(Reading, an_endless_sentence_is_split) {
    Analyser analyser;
    std::string text;
    for (int i = 0; i < 500; ++i) text += "word ";
    const auto r = read(text, analyser.analyse(text, "en"), analyser);
    ASSERT_GT(r.passages.size(), 2u);
    for (const auto& p : r.passages) EXPECT_LE(p.last - p.first, passage_words * passage_sentences);
    EXPECT_EQ(r.passages.back().last, 500u);
}

TEST(Features, have_unit_length_and_leave_out_unknown_words) {
    World world(40);
    const Features features(world.readings());
    float sum = 0;
    for (const auto& [place, x] : features.terms_of(world.reading(world.texts[7]).words)) sum += x * x;
    EXPECT_NEAR(sum, 1, 1e-5);
    EXPECT_TRUE(features.terms_of(world.reading("Zebras xylophone").words).empty());
}

TEST(Linear, separates_two_classes_and_repeats_exactly) {
    std::vector<Sparse> rows;
    std::vector<std::uint32_t> all;
    std::vector<char> positive;
    for (std::uint32_t i = 0; i < 60; ++i) {
        rows.push_back({{i % 2, 1.f}, {2 + i % 5, .5f}});
        all.push_back(i), positive.push_back(i % 2 == 0);
    }
    const LinearRows data(rows, std::vector<Direction>(60, Direction{}), 7);
    for (const auto kind : {LinearSettings::logistic, LinearSettings::vectors}) {
        const auto fit = data.fit(all, positive, {kind, 1, true});
        for (const auto i : all) EXPECT_EQ(data.decision(i, fit.weights) > 0, positive[i] != 0);
        EXPECT_EQ(fit.weights, data.fit(all, positive, {kind, 1, true}).weights);
    }
}

TEST(Learning, learns_what_the_codebook_does_not_say) {
    World world(160);
    const Model m = world.model();
    const auto p = world.tagged(m, "In the evening the choir sang old songs.");
    EXPECT_GT(p[2], 0.5) << "the codebook gives music only a name";
    EXPECT_LT(p[0], 0.4);
    EXPECT_LT(p[1], 0.4);
    EXPECT_TRUE(m.calibrated());
    EXPECT_LT(m.reliability.error, 0.1);
}

TEST(Learning, without_reviews_themes_rank_by_their_own_words) {
    World world(30);
    world.reviews.clear();
    const Model m = world.model();
    EXPECT_FALSE(m.calibrated());
    const auto p = world.tagged(m, "We had bread and a tasty meal.");
    EXPECT_GT(p[0], p[1]);
    EXPECT_GT(p[0], p[2]);
}

TEST(Learning, without_reviews_longer_stories_get_more_themes) {
    const auto expected = [](std::size_t texts_in_one) {
        World world(28);
        world.reviews.clear();
        for (auto& text : world.texts) {
            const auto once = text;
            for (std::size_t i = 1; i < texts_in_one; ++i) text += " " + once;
        }
        const Model m = world.model();
        float sum = 0;
        for (const auto& text : world.texts)
            for (const float p : world.tagged(m, text)) sum += p;
        return sum / 28;
    };
    const float little = expected(1), much = expected(20);
    EXPECT_GT(much, 1.5f * little);
    EXPECT_LT(much, 3);
}

TEST(Learning, a_near_miss_keeps_similar_stories_out) {
    World plain(80), told(80);
    told.book.themes[1].near_misses = {"The flowers shop sent seeds catalogues."};
    told.targets = Targets(told.book, {});
    for (World* w : {&plain, &told}) {
        w->reviews.clear();
        for (std::size_t i = 0; i < 8; ++i) w->texts.push_back("The flowers shop was open, with seeds catalogues.");
    }
    const std::string near = "They sent us seeds catalogues from the flowers shop.",
                      right = "Seeds came up as flowers.";
    const Model before = plain.model(), after = told.model();
    EXPECT_GE(plain.tagged(before, near)[1], before.cuts.of[1]);
    EXPECT_LT(told.tagged(after, near)[1], after.cuts.of[1]);
    EXPECT_GE(told.tagged(after, right)[1], after.cuts.of[1]) << "the theme's own words still count";
}

// One in eight of 240 stories may have themes; all of these are reviewed, and a third of the others, `drawn` or picked.
Model of_a_sparse_collection(World& world, bool drawn) {
    for (std::size_t i = 0; i < world.texts.size(); ++i)
        if (i % 64 >= 8) {
            world.texts[i] = "Number " + std::to_string(i % 7) + " came along, and soup and seeds and songs were far.";
            world.reviews[i].verdicts.assign(3, Reviewed::rejected);
            world.reviews[i].drawn = drawn;
        }
    std::erase_if(world.reviews, [](auto& r) { return r.story % 64 >= 8 && r.story % 3; });
    return world.model();
}

TEST(Learning, stories_drawn_show_how_common_themes_are) {
    World picked(240), drawn(240);
    const Model of_picked = of_a_sparse_collection(picked, false), of_drawn = of_a_sparse_collection(drawn, true);
    EXPECT_EQ(of_picked.drawn, 0u);
    EXPECT_EQ(of_drawn.drawn, 69u);
    EXPECT_FALSE(of_drawn.measured_on_drawn());
    double by_picked = 0, by_drawn = 0;
    for (std::size_t i = 8; i < 64; ++i)
        for (std::size_t t = 0; t < 3; ++t) {
            by_picked += picked.tagged(of_picked, picked.texts[i])[t];
            by_drawn += drawn.tagged(of_drawn, drawn.texts[i])[t];
        }
    EXPECT_LT(by_drawn, by_picked) << "no drawn story has a theme";
}

TEST(Learning, reliability_is_measured_on_stories_drawn_when_there_are_enough) {
    World world(240);
    for (std::size_t i = 0; i < 120; ++i) world.reviews[i].drawn = true;
    for (auto& r : world.reviews) r.verdicts[2] = Reviewed::not_reviewed;
    const auto pairs = [](const Model& m) {
        std::uint64_t sum = 0;
        for (const auto& b : m.reliability.bins) sum += b.pairs;
        return sum;
    };
    EXPECT_EQ(pairs(world.model()), 240u) << "two themes of the 120 drawn";
    for (std::size_t i = 0; i < 60; ++i) world.reviews[i].drawn = false;
    EXPECT_EQ(pairs(world.model()), 480u) << "a theme that nobody reviewed gives no pair";
}

TEST(Learning, not_reviewed_does_not_mean_rejected) {
    World world(160);
    // Nobody reviewed music in three of four stories; the other verdicts are as before.
    for (std::size_t i = 0; i < world.reviews.size(); ++i)
        if (i / 8 % 4) world.reviews[i].verdicts[2] = Reviewed::not_reviewed;
    const Model m = world.model();
    EXPECT_EQ(m.confirmed[2] + m.rejected[2], 40u);
    EXPECT_GT(world.tagged(m, "The choir sang old songs.")[2], 0.4);
}

TEST(Learning, examples_found_by_searching_do_not_make_themes_common) {
    // One in eight stories has a theme; of those reviewed, seven in eight.
    World all(320);
    for (std::size_t i = 0; i < 320; ++i)
        if (i % 64 >= 8) {
            all.texts[i] = "Number " + std::to_string(i % 7) + " came along and the weather was fine.";
            all.reviews[i].verdicts.assign(3, Reviewed::rejected);
        }
    World reviewed(0);
    for (std::size_t i = 0; i < 320; ++i)
        if (i % 64 < 8) {
            reviewed.reviews.push_back({static_cast<std::uint32_t>(reviewed.texts.size()), all.reviews[i].verdicts});
            reviewed.texts.push_back(all.texts[i]);
        }
    std::erase_if(all.reviews, [](auto& r) { return r.story % 64 >= 8; });
    const Model alone = reviewed.model(), among_all = all.model();
    double said_alone = 0, said = 0;
    for (std::size_t i = 0; i < 320; ++i)
        if (i % 64 >= 8)
            for (std::size_t t = 0; t < 3; ++t) {
                said_alone += all.tagged(alone, all.texts[i])[t];
                said += all.tagged(among_all, all.texts[i])[t];
            }
    EXPECT_LT(said, 0.8 * said_alone) << "none of these stories has a theme";
}

TEST(Learning, few_or_one_sided_reviews_still_give_probabilities) {
    for (const std::size_t count : {0u, 1u, 2u, 5u, 9u}) {
        World world(count);
        for (const bool confirmed : {false, true}) {
            for (auto& r : world.reviews) r.verdicts[0] = confirmed ? Reviewed::confirmed : Reviewed::rejected;
            for (const float p : world.tagged(world.model(), "Soup and songs.")) EXPECT_TRUE(p >= 0 && p <= 1) << count;
        }
    }
}

TEST(Learning, a_few_decisions_do_not_silence_the_codebooks_words) {
    World world(80);
    std::vector<Review> few;
    for (const auto& [story, verdict] : std::map<std::uint32_t, Reviewed>{{2, Reviewed::rejected},
                                                                          {3, Reviewed::rejected},
                                                                          {6, Reviewed::rejected},
                                                                          {7, Reviewed::rejected},
                                                                          {4, Reviewed::confirmed}}) {
        few.push_back({story, std::vector<Reviewed>(3, Reviewed::not_reviewed)});
        few.back().verdicts[1] = verdict;  // 2, 3, 6 and 7 mention the garden, 4 does not
    }
    world.reviews = few;
    const auto m = world.model();
    EXPECT_GT(world.tagged(m, "We ate soup and bread, a tasty meal.")[0], m.cuts.of[0]);
}

TEST(Learning, a_group_used_as_a_label_is_a_theme_above_its_themes) {
    World world(80, {"house"});
    ASSERT_EQ(world.targets.size(), 4u);
    EXPECT_EQ(world.targets.all[3].below.size(), 3u);
    for (std::size_t i = 0; i < 80; ++i)
        world.reviews[i].verdicts.push_back(i % 8 ? Reviewed::confirmed : Reviewed::rejected);
    const Model m = world.model();
    EXPECT_GT(world.tagged(m, "We ate soup with bread.")[3], 0.5);
}

TEST(Suggest, shows_a_passage_of_the_text) {
    World world(160);
    const Model m = world.model();
    const std::string text =
        "It was a long day. The bus was late. Nobody minded.\nThe choir met on Monday. We sang old songs.\n"
        "Then rain.";
    const auto analysis = world.analysis(text);
    const auto all = Suggester(world.targets, m, world.analyser).suggest(text, analysis, world.reading(text), 3);
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(m.themes[all[0].theme], "music");
    EXPECT_TRUE(all[0].suggested);
    EXPECT_EQ(cut(text, all[0].passage), "The choir met on Monday. We sang old songs.");
    ASSERT_FALSE(all[0].words.empty());
    EXPECT_NE(cut(text, all[0].passage).find(all[0].words[0]), std::string_view::npos);
}

TEST(Suggest, any_text_gets_an_answer) {
    World world(60);
    const Model m = world.model();
    const Suggester suggester(world.targets, m, world.analyser);
    std::string everything;
    while (everything.size() < 100'000) everything += "We sang old songs and ate soup. ";
    for (const std::string& text : {std::string(), std::string("..."), std::string("Dobry chleb i zupa."),
                                    std::string("パンとスープを食べました。"), everything}) {
        const auto analysis = world.analyser.analyse(text, "und");
        const auto reading = read(text, analysis, world.analyser);
        for (const auto& s : suggester.suggest(text, analysis, reading, 3)) {
            EXPECT_LE(s.passage.end, text.size());
            EXPECT_TRUE(!s.suggested || s.passage.size() > 0);
        }
    }
}

TEST(Model, is_reproducible_and_is_restored_from_its_bytes) {
    World world(80);
    const Model m = world.model();
    const std::string bytes = bytes_of(m);
    EXPECT_EQ(bytes, bytes_of(World(80).model()));
    const Model back = model_from(bytes, world.targets);
    EXPECT_EQ(bytes_of(back), bytes);
    EXPECT_EQ(back.drawn, m.drawn);
    EXPECT_EQ(world.tagged(back, world.texts[5]), world.tagged(m, world.texts[5]));
}

ErrorKind trouble_with(std::string_view bytes, const Targets& targets) {
    try {
        model_from(bytes, targets);
    } catch (const Error& e) {
        return e.kind;
    }
    return ErrorKind::usage;
}

TEST(Model, is_refused_when_damaged_or_of_another_edition) {
    World world(40);
    const std::string bytes = bytes_of(world.model());
    for (const std::size_t size : {0ul, 3ul, 9ul, 100ul, bytes.size() / 2, bytes.size() - 1})
        EXPECT_EQ(trouble_with(bytes.substr(0, size), world.targets), ErrorKind::bad_schema) << size;
    std::string changed = bytes;
    changed[bytes.size() / 2] = static_cast<char>(changed[bytes.size() / 2] ^ 1);
    EXPECT_EQ(trouble_with(changed, world.targets), ErrorKind::bad_schema);
    Targets other = world.targets;
    other.all[0].definition += " And drank.";
    EXPECT_EQ(trouble_with(bytes, other), ErrorKind::refused);
}

}  // namespace
}  // namespace tangible::index
