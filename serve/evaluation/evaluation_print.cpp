// Writes an Evaluation in two forms: as one line of JSON, and as a table that shows the results beside those of the
// baseline, which ranks labels by frequency alone. Without that baseline a high P@1 says little: where most texts have
// the same label, always guessing that one does well.
#include "schemas/ground/json_text.h"
#include "serve/evaluation/evaluation.h"
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace tangible::serve {
namespace {

std::string number(double x, int digits = 4) {
    char out[64];
    std::snprintf(out, sizeof out, "%.*f", digits, x);
    return out;
}

using Json = nlohmann::ordered_json;

Json as_json(double x, int digits = 4) { return json_number(number(x, digits)); }

struct Named {
    const char *key, *name;
    double value;
};
// The measures that suggestions and the baseline share.
std::array<Named, 5> ranked_figures(const index::Ranked& r, const index::Decided& d) {
    return {{{"micro_f1", "micro F1", d.micro},
             {"macro_f1", "macro F1", d.macro},
             {"p_at_1", "P@1", r.first_right},
             {"lrap", "LRAP", r.lrap},
             {"ndcg_at_5", "nDCG@5", r.ndcg5}}};
}

Json ranked_json(const index::Ranked& r, const index::Decided& d) {
    Json out;
    for (const auto& f : ranked_figures(r, d)) out[f.key] = as_json(f.value);
    return out;
}

// For each bin of probability: the mean of what was predicted ("said"), and how often the label was right ("was").
Json bins_json(const index::Reliability& r) {
    Json out = Json::array();
    for (const auto& b : r.bins)
        out.push_back({{"from", as_json(b.from, 1)},
                       {"to", as_json(b.to, 1)},
                       {"pairs", b.pairs},
                       {"said", as_json(b.said)},
                       {"was", as_json(b.was)}});
    return out;
}

// For each label: in how many texts people gave it, for how many it was suggested, and the F1 of that.
Json labels_json(const Evaluation& e) {
    Json out = Json::array();
    for (std::size_t l = 0; l < e.labels.size(); ++l)
        out.push_back({{"label", e.labels[l]},
                       {"support", e.decided.support[l]},
                       {"suggested", e.decided.suggested[l]},
                       {"f1", as_json(e.decided.f1[l])}});
    return out;
}

std::string line(const char* name, const std::string& value) {
    char out[200];
    std::snprintf(out, sizeof out, "  %-34s %s\n", name, value.c_str());
    return out;
}

}  // namespace

std::string to_json(const Evaluation& e) {
    Json all = {{"codebook", e.codebook},
                {"notes", e.notes},
                {"train_rows", e.train_rows},
                {"reviewed_rows", e.reviewed_rows},
                {"test_rows", e.test_rows},
                {"self_training", e.train_rows ? "training texts" : "test texts, without their labels"},
                {"word_vectors", e.with_vectors}};
    all.update(ranked_json(e.ranked, e.decided));
    all.update({{"ece_all_pairs", as_json(e.reliability.error)},
                {"ece_from_tenth", as_json(e.reliability.error_from_tenth)},
                {"floor", ranked_json(e.floor_ranked, e.floor_decided)},
                {"reliability", bins_json(e.reliability)},
                {"labels", labels_json(e)},
                {"passages_asked", e.passages.asked},
                {"passages_right", as_json(e.passages.right)},
                {"passages_by_chance", as_json(e.passages.by_chance)},
                {"learn_seconds", as_json(e.learn_seconds, 2)},
                {"tagged_texts_per_second", as_json(e.texts_per_second, 0)},
                {"words_per_text", as_json(e.words_per_text, 1)},
                {"peak_memory_mb", as_json(e.peak_memory_mb, 0)}});
    return dumped(all);
}

std::string table_of(const Evaluation& e) {
    std::string out = e.codebook + "\n";
    for (const auto& n : e.notes) out += "  note: " + n + '\n';
    out += line("texts to learn from, reviewed", std::to_string(e.train_rows) + ", " + std::to_string(e.reviewed_rows));
    if (!e.train_rows)
        out += "  no texts to learn from: learned only from the codebook and the unlabelled test texts\n";
    out += line("texts tested", std::to_string(e.test_rows));
    out += "\n                                     here     by frequency alone\n";
    const auto here = ranked_figures(e.ranked, e.decided), floor = ranked_figures(e.floor_ranked, e.floor_decided);
    for (std::size_t i = 0; i < here.size(); ++i)
        out += line(here[i].name, number(here[i].value) + "   " + number(floor[i].value));
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
