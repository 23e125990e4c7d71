// Writes an Evaluation in two forms: as one line of JSON, and as a table that shows the results beside those of the
// baseline, which ranks labels by frequency alone. Without that baseline a high P@1 says little: where most texts have
// the same label, always guessing that one does well.
#include "schemas/json/json.h"
#include "serve/evaluation/evaluation.h"
#include <cstdio>

namespace tangible::serve {
namespace {

std::string number(double x, int digits = 4) {
    char out[64];
    std::snprintf(out, sizeof out, "%.*f", digits, x);
    return out;
}

using Members = std::vector<std::pair<std::string, std::string>>;

// The measures that suggestions and the baseline share. table_of() has their names in the same order.
Members ranked_members(const index::Ranked& r, const index::Decided& d) {
    return {{"micro_f1", number(d.micro)},
            {"macro_f1", number(d.macro)},
            {"p_at_1", number(r.first_right)},
            {"lrap", number(r.lrap)},
            {"ndcg_at_5", number(r.ndcg5)}};
}

// For each bin of probability: the mean of what was predicted ("said"), and how often the label was right ("was").
std::string bins_json(const index::Reliability& r) {
    std::vector<std::string> out;
    for (const auto& b : r.bins)
        out.push_back(json_object({{"from", number(b.from, 1)},
                                   {"to", number(b.to, 1)},
                                   {"pairs", std::to_string(b.pairs)},
                                   {"said", number(b.said)},
                                   {"was", number(b.was)}}));
    return json_array(out);
}

// For each label: in how many texts people gave it, for how many it was suggested, and the F1 of that.
std::string labels_json(const Evaluation& e) {
    std::vector<std::string> out;
    for (std::size_t l = 0; l < e.labels.size(); ++l)
        out.push_back(json_object({{"label", json_string(e.labels[l])},
                                   {"support", std::to_string(e.decided.support[l])},
                                   {"suggested", std::to_string(e.decided.suggested[l])},
                                   {"f1", number(e.decided.f1[l])}}));
    return json_array(out);
}

std::string line(const char* name, const std::string& value) {
    char out[200];
    std::snprintf(out, sizeof out, "  %-34s %s\n", name, value.c_str());
    return out;
}

}  // namespace

std::string json_of(const Evaluation& e) {
    std::vector<std::string> notes;
    for (const auto& n : e.notes) notes.push_back(json_string(n));
    Members all = {{"codebook", json_string(e.codebook)},
                   {"notes", json_array(notes)},
                   {"train_rows", std::to_string(e.train_rows)},
                   {"reviewed_rows", std::to_string(e.reviewed_rows)},
                   {"test_rows", std::to_string(e.test_rows)},
                   {"self_training", e.train_rows ? "\"training texts\"" : "\"test texts, without their labels\""},
                   {"word_vectors", e.with_vectors ? "true" : "false"}};
    for (auto& m : ranked_members(e.ranked, e.decided)) all.push_back(m);
    all.insert(all.end(), {{"ece_all_pairs", number(e.reliability.error)},
                           {"ece_from_tenth", number(e.reliability.error_from_tenth)},
                           {"floor", json_object(ranked_members(e.floor_ranked, e.floor_decided))},
                           {"reliability", bins_json(e.reliability)},
                           {"labels", labels_json(e)},
                           {"passages_asked", std::to_string(e.passages.asked)},
                           {"passages_right", number(e.passages.right)},
                           {"passages_by_chance", number(e.passages.by_chance)},
                           {"learn_seconds", number(e.learn_seconds, 2)},
                           {"tagged_texts_per_second", number(e.texts_per_second, 0)},
                           {"words_per_text", number(e.words_per_text, 1)},
                           {"peak_memory_mb", number(e.peak_memory_mb, 0)}});
    return json_object(all);
}

std::string table_of(const Evaluation& e) {
    std::string out = e.codebook + "\n";
    for (const auto& n : e.notes) out += "  note: " + n + '\n';
    out += line("texts to learn from, reviewed", std::to_string(e.train_rows) + ", " + std::to_string(e.reviewed_rows));
    if (!e.train_rows)
        out += "  no texts to learn from: learned only from the codebook and the unlabelled test texts\n";
    out += line("texts tested", std::to_string(e.test_rows));
    out += "\n                                     here     by frequency alone\n";
    const auto here = ranked_members(e.ranked, e.decided), floor = ranked_members(e.floor_ranked, e.floor_decided);
    constexpr const char* names[] = {"micro F1", "macro F1", "P@1", "LRAP", "nDCG@5"};
    for (std::size_t i = 0; i < here.size(); ++i) out += line(names[i], here[i].second + "   " + floor[i].second);
    out += line("ECE, all pairs", number(e.reliability.error));
    out += line("ECE, p >= .1", number(e.reliability.error_from_tenth));
    if (e.passages.asked)
        out += line("passages right, by chance", number(e.passages.right) + "   " + number(e.passages.by_chance) +
                                                     "  of " + std::to_string(e.passages.asked));
    out += line("learning, s", number(e.learn_seconds, 2));
    out += line("tagging, texts a second",
                number(e.texts_per_second, 0) + " of " + number(e.words_per_text, 0) + " words");
    out += line("peak memory, MB", number(e.peak_memory_mb, 0));
    out += "\n  said      was       pairs\n";
    for (const auto& b : e.reliability.bins)
        out += "  " + number(b.said, 3) + "     " + number(b.was, 3) + "     " + std::to_string(b.pairs) + '\n';
    out += "\n  given  suggested  F1     label\n";
    for (std::size_t l = 0; l < e.labels.size(); ++l) {
        char row[64];
        std::snprintf(row, sizeof row, "  %5u  %9u  %.3f  ", e.decided.support[l], e.decided.suggested[l],
                      e.decided.f1[l]);
        out += row + e.labels[l] + '\n';
    }
    return out;
}

}  // namespace tangible::serve
