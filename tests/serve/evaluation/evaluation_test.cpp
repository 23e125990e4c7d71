#include "schemas/ground/error.h"
#include "serve/commands/commands.h"
#include "serve/evaluation/evaluation.h"
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unistd.h>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;

class EvaluationTest : public testing::Test {
protected:
    fs::path dir = fs::path(testing::TempDir()) / ("tangible_eval_" + std::to_string(::getpid()));
    EvalAsked asked;

    void SetUp() override {
        fs::create_directories(dir);
        asked.codebook = write("book.json", R"([{"id": "g", "name": "The house", "parent": null},
            {"id": "food", "name": "Food", "parent": "g", "indicators": ["soup", "bread", "meal"]},
            {"id": "garden", "name": "Garden", "parent": "g", "indicators": ["seeds", "flowers"]}])");
        std::string rows;
        for (int i = 0; i < 60; ++i) rows += row(i);
        asked.test = write("rows.jsonl", rows);
    }
    void TearDown() override { fs::remove_all(dir); }

    static std::string row(int i) {
        const bool food = i % 2, garden = i % 3 == 0;
        std::string text = food ? "We ate soup and bread. " : "The bus was late. ";
        if (garden) text += "Seeds and flowers came up.";
        std::string labels = food ? "\"food\"" : "";
        if (garden) labels += std::string(labels.empty() ? "" : ", ") + "\"garden\"";
        return "{\"id\": \"r" + std::to_string(i) + "\", \"text\": \"" + text + "\", \"labels\": [" + labels +
               "], \"split\": \"" + (i < 40 ? "train" : "test") + "\"}\n";
    }
    fs::path write(const char* name, const std::string& text) {
        std::ofstream(dir / name, std::ios::binary) << text;
        return dir / name;
    }
    static std::string complaint_of(const EvalAsked& asked) {
        try {
            evaluated(asked);
        } catch (const Error& e) {
            return e.what();
        }
        return "";
    }
};

TEST_F(EvaluationTest, one_file_can_hold_the_training_and_the_test_split) {
    asked.train = asked.test;
    const auto e = evaluated(asked);
    EXPECT_EQ(e.train_rows, 40u);
    EXPECT_EQ(e.test_rows, 20u);
    EXPECT_EQ(e.labels, (std::vector<std::string>{"food", "garden"}));
    EXPECT_EQ(e.ranked.first_right, 1);
    EXPECT_EQ(e.decided.micro, 1);
    EXPECT_LT(e.floor_ranked.lrap, 1);
}

TEST_F(EvaluationTest, without_examples_themes_are_ranked_by_their_own_words) {
    const auto e = evaluated(asked);
    EXPECT_EQ(e.train_rows, 0u);
    EXPECT_EQ(e.test_rows, 20u);
    EXPECT_EQ(e.ranked.first_right, 1);
}

TEST_F(EvaluationTest, drawn_and_reviewed_texts_count_as_reviewed_beside_the_examples) {
    std::string rows, drawn;
    for (int i = 0; i < 40; ++i) {
        auto r = row(i);
        rows += r;
        const char* mark = i % 6 == 2 ? "\"drawn\": true, " : i % 6 == 4 ? "\"reviewed\": true, " : "";
        drawn += "{" + std::string(mark) + r.substr(1);
    }
    asked.train = write("train.jsonl", rows);
    asked.examples_per_theme = 2;
    const auto few = evaluated(asked).reviewed_rows;
    asked.train = write("drawn.jsonl", drawn);
    EXPECT_EQ(evaluated(asked).reviewed_rows, few + 13) << "none of them has a label, so none of them is an example";
    asked.examples_per_theme = 0;
    EXPECT_EQ(evaluated(asked).reviewed_rows, 13u);
}

TEST_F(EvaluationTest, texts_that_nobody_reviewed_still_form_the_collection) {
    asked.train = asked.test;
    asked.examples_per_theme = 0;
    const auto e = evaluated(asked);
    EXPECT_EQ(e.train_rows, 40u);
    EXPECT_EQ(e.reviewed_rows, 0u);
    EXPECT_EQ(e.ranked.first_right, 1);
}

TEST_F(EvaluationTest, folds_test_every_row_and_examples_are_limited) {
    asked.folds = 4;
    asked.examples_per_theme = 2;
    const auto e = evaluated(asked);
    EXPECT_EQ(e.test_rows, 60u);
    EXPECT_LT(e.reviewed_rows, 10u);
    EXPECT_GT(e.ranked.lrap, 0.9);
}

TEST_F(EvaluationTest, predictions_quote_the_words_of_their_span) {
    asked.train = asked.test;
    asked.predictions = dir / "out.jsonl";
    asked.stitched = 5;
    const auto e = evaluated(asked);
    EXPECT_GT(e.passages.asked, 0u);
    std::map<std::string, std::string> texts;
    std::ifstream tested(asked.test);
    for (std::string line; std::getline(tested, line);) {
        const auto j = nlohmann::json::parse(line);
        texts[j["id"]] = j["text"];
    }
    std::ifstream in(asked.predictions);
    std::size_t rows = 0;
    for (std::string line; std::getline(in, line); ++rows) {
        const auto j = nlohmann::json::parse(line);
        ASSERT_EQ(j["labels"].size(), 2u);
        for (const auto& l : j["labels"]) {
            const auto& evidence = l["evidence"];
            const auto begin = evidence["begin"].get<std::size_t>(), end = evidence["end"].get<std::size_t>();
            const auto text = texts.at(j["id"].get<std::string>());
            ASSERT_LE(end, text.size());
            EXPECT_EQ(evidence["quote"].get<std::string>(), text.substr(begin, end - begin));
        }
    }
    EXPECT_EQ(rows, 20u);
}

TEST_F(EvaluationTest, a_second_run_gives_the_same_result) {
    asked.folds = 3;
    auto a = evaluated(asked), b = evaluated(asked);
    for (auto* e : {&a, &b}) e->learn_seconds = e->texts_per_second = e->peak_memory_mb = 0;
    EXPECT_EQ(to_json(a), to_json(b));
}

TEST_F(EvaluationTest, unknown_labels_are_counted_and_named_and_a_used_group_is_a_label) {
    asked.train =
        write("train.jsonl", row(1) + row(2) + row(3) + R"({"text": "Soup.", "labels": ["fod", "food", "g"]})" + "\n");
    asked.test = write("test.jsonl", "{\"text\": \"\", \"labels\": [\"fod\"]}\n{\"text\": \"Soup.\"}\n");
    const auto e = evaluated(asked);
    EXPECT_EQ(e.labels, (std::vector<std::string>{"food", "garden", "g"}));
    ASSERT_FALSE(e.notes.empty());
    EXPECT_EQ(e.notes[0], "1 labels that are not in the codebook were left out; they were given 2 times: fod (2)");
}

TEST_F(EvaluationTest, impossible_requests_are_explained) {
    asked.train = asked.test = write("plain.jsonl", R"({"text": "Soup.", "labels": ["food"]})" + std::string("\n"));
    EXPECT_NE(complaint_of(asked).find("the same file for --train and --test"), std::string::npos);
    asked.folds = 2;
    EXPECT_NE(complaint_of(asked).find("--folds and --train"), std::string::npos);
    asked.train.clear();
    asked.test = write("empty.jsonl", "\n");
    EXPECT_EQ(complaint_of(asked), "--test has no rows to test on");
    asked.codebook = dir / "none.json";
    EXPECT_NE(complaint_of(asked).find("none.json: No such file"), std::string::npos);
}

TEST_F(EvaluationTest, an_imported_codebook_evaluates_like_the_list_it_came_from) {
    const auto yaml = dir / "book.yaml";
    ASSERT_EQ(run({"themes", "import", asked.codebook.string(), "--to", yaml.string()}), 0);
    const auto from_list = evaluated(asked);
    asked.codebook = yaml;
    const auto from_yaml = evaluated(asked);
    EXPECT_EQ(from_list.codebook, from_yaml.codebook);
    EXPECT_EQ(from_list.ranked.lrap, from_yaml.ranked.lrap);
}

}  // namespace
}  // namespace tangible::serve
