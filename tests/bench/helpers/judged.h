// Labelled texts as a judged collection: a label's name, or its name and definition, is a question, and the texts with
// the label are what a search should find.  It is read from a folder with data.jsonl and codebook.json.
#pragma once
#include "ingest/text/normalise.h"
#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace tangible::bench {

struct Question {
    std::vector<std::string> words;  ///< to find any of; only letters and digits, lower case
    std::set<std::size_t> right;     ///< numbers of texts
};

struct Judged {
    std::string name;
    std::vector<std::string> texts;
    std::vector<Question> by_name, by_definition;
};

/// Returns the first `at_most` distinct words, without those that only hold a sentence together.
inline std::vector<std::string> words_of(const std::string& text, std::size_t at_most) {
    static const std::set<std::string> idle = {"a",  "an",   "and", "are",  "as", "at",  "be", "by",
                                               "eg", "etc",  "for", "in",   "is", "it",  "of", "on",
                                               "or", "that", "the", "this", "to", "with"};
    std::vector<std::string> words;
    std::string word;
    for (const unsigned char c : text + " ") {
        if (c < 0x80 && std::isalnum(c)) {
            word += static_cast<char>(std::tolower(c));
        } else if (!word.empty()) {
            const bool known = idle.contains(word) || std::find(words.begin(), words.end(), word) != words.end();
            if (!known && words.size() < at_most) words.push_back(word);
            word.clear();
        }
    }
    return words;
}

/// Reads a judged collection.  Leaves out questions with fewer than `fewest` right answers, which say too little.
inline Judged judged(const std::filesystem::path& folder, std::size_t fewest = 10) {
    constexpr std::size_t most_words = 40;
    using Json = nlohmann::json;
    Judged set{folder.filename().string(), {}, {}, {}};
    std::map<std::string, std::set<std::size_t>> right;
    std::ifstream data(folder / "data.jsonl");
    for (std::string line; std::getline(data, line);) {
        const auto row = Json::parse(line);
        for (const auto& label : row.at("labels")) right[label.get<std::string>()].insert(set.texts.size());
        set.texts.push_back(ingest::normal(row.at("text").get<std::string>()).text);
    }
    std::ifstream book(folder / "codebook.json");
    for (const auto& label : Json::parse(book)) {
        const auto& of = right[label.at("id").get<std::string>()];
        const auto name = label.at("name").get<std::string>();
        const auto definition = label.value("definition", "");
        if (of.size() < fewest) continue;
        set.by_name.push_back({words_of(name, most_words), of});
        if (!definition.empty()) set.by_definition.push_back({words_of(name + " " + definition, most_words), of});
    }
    return set;
}

using Ranking = std::vector<std::size_t>;  ///< numbers of texts, best first

/// Normalised discounted cumulative gain: each right answer gains one, discounted by the logarithm of its place
/// (Järvelin and Kekäläinen 2002).
inline double ndcg(const Ranking& ranking, const Question& q, std::size_t depth = 10) {
    double gain = 0, most = 0;
    for (std::size_t i = 0; i < depth; ++i) {
        const auto discounted = 1 / std::log2(static_cast<double>(i) + 2);
        if (i < ranking.size() && q.right.contains(ranking[i])) gain += discounted;
        if (i < q.right.size()) most += discounted;
    }
    return most > 0 ? gain / most : 0;
}

/// Share of right answers that were found, of as many as the depth has room for.
inline double recall(const Ranking& ranking, const Question& q, std::size_t depth = 100) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < std::min(depth, ranking.size()); ++i) found += q.right.contains(ranking[i]);
    return static_cast<double>(found) / static_cast<double>(std::min(depth, q.right.size()));
}

}  // namespace tangible::bench
