#include "schemas/ground/error.h"
#include "serve/coding/choosing.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

const std::string text =
    "We owned the budget. Café Löwe fed us all. السلام عليكم يا جيران. We owned 🙂 the keys.";
const std::vector<Span> sentences = [] {
    std::vector<Span> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('.', at) + 1;
        all.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        at = end + 1;
    }
    return all;
}();

/// The words of the passage, or what is wrong with the choice.
std::string chosen(const PassageChoice& choice) {
    try {
        return std::string(cut(text, chosen_passage(text, sentences, choice)));
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::usage);
        return e.what();
    }
}

TEST(Choosing, a_passage_by_sentences_and_words) {
    const struct {
        PassageChoice choice;
        const char* chosen;
    } rows[] = {
        {{1, 0, ""}, "We owned the budget."},
        {{1, 1, " "}, "We owned the budget."},
        {{1, 2, ""}, "We owned the budget. Café Löwe fed us all."},
        {{1, 0, "owned the budget"}, "owned the budget"},
        {{2, 0, "cafe lowe"}, "Café Löwe"},
        {{1, 4, "CAFÉ"}, "Café"},
        {{1, 2, "budget café"}, "budget. Café"},
        {{3, 0, "عليكم"}, "عليكم"},
        {{4, 0, "owned the keys"}, "owned 🙂 the keys"},
        {{4, 0, "🙂"}, "🙂"},
        {{1, 4, "owned"}, "These words are there 2 times. Choose fewer sentences, or add the word before or after"},
        {{1, 0, "keys"}, "These words are not in the sentences that you chose"},
        {{2, 1, ""}, "The last sentence must not come before the first sentence"},
        {{0, 0, ""}, "Choose a sentence of the story"},
        {{0, 3, ""}, "Choose a sentence of the story"},
        {{5, 0, ""}, "Choose a sentence of the story"},
        {{1, 5, ""}, "Choose a sentence of the story"},
    };
    for (const auto& row : rows) EXPECT_EQ(chosen(row.choice), row.chosen);
}

TEST(Choosing, a_theme_by_a_part_of_its_name) {
    const auto book = read_codebook(
        "codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  label: R\n  themes:\n"
        "  - {id: REL.TRUST, label: Trust, definition: D., cues: [a], examples: [E.]}\n"
        "  - {id: REL.LOST, label: Trust lost, definition: D., cues: [b], examples: [E.]}\n"
        "  - {id: REL.CAFE, label: Meeting in a café, definition: D., cues: [c], examples: [E.]}\n",
        "b.yaml");
    const auto typed = [&](const char* words) -> std::string {
        try {
            return typed_theme(book, words).id;
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::usage);
            return e.what();
        }
    };
    for (const auto* same : {"Trust", "trust", " TRUST ", "rel.trust"}) EXPECT_EQ(typed(same), "REL.TRUST") << same;
    EXPECT_EQ(typed("lost"), "REL.LOST");
    EXPECT_EQ(typed("a cafe"), "REL.CAFE");
    EXPECT_EQ(typed("trus"), "More than one theme has these words: Trust, Trust lost");
    EXPECT_EQ(typed("harm"), "No theme has this name");
    EXPECT_EQ(typed("  "), "Choose a theme");
}

}  // namespace
}  // namespace tangible::serve
