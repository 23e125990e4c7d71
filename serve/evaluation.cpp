#include "serve/evaluation.h"
#include "index/learning/folds.h"
#include "index/learning/learn.h"
#include "index/learning/suggest.h"
#include "ingest/normalise.h"
#include "schemas/codebook_import.h"
#include "schemas/error.h"
#include "schemas/json.h"
#include "schemas/labelled.h"
#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <sys/resource.h>

namespace tangible::serve {
namespace {

using index::Analyser;
using index::Analysis;
using index::Matrix;
using index::Model;
using index::Reading;
using index::Review;
using index::Reviewed;
using index::Suggester;
using index::Targets;

double processor_seconds() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double peak_memory_mb() {
    rusage self{};
    getrusage(RUSAGE_SELF, &self);
    return static_cast<double>(self.ru_maxrss) / 1024;
}

// A text as the house keeps it.
struct Text {
    std::string id, text, title, language;
    std::vector<char> labels;  ///< of each target
};

// Its language where the row says none: that of the codebook, unless the text is surely another's.
std::string language_of(const Labelled& row, const std::string& text, const std::string& otherwise) {
    if (!row.language.empty()) return row.language.substr(0, row.language.find('-'));
    const auto found = ingest::language_of(text);
    return found.reliable && found.tag != "und" ? found.tag.substr(0, found.tag.find('-')) : otherwise;
}

Reading reading_of(const Text& t, Analyser& analyser) {
    auto out = index::read(t.text, analyser.analyse(t.text, t.language), analyser);
    if (!t.title.empty()) index::add_title(out, analyser.analyse(t.title, t.language), analyser);
    return out;
}

std::vector<std::string> labels_of(const std::vector<Labelled>& rows) {
    std::set<std::string> out;
    for (const auto& r : rows) out.insert(r.labels.begin(), r.labels.end());
    return {out.begin(), out.end()};
}

class Run {
public:
    Run(const EvalAsked& asked, Evaluation& to) : asked_(asked), to_(to), book_(read_codebook_or_list(asked.codebook)) {
        auto test = read_labelled(asked.test);
        auto train = asked.train.empty() ? std::vector<Labelled>() : read_labelled(asked.train);
        take_splits(train, test);
        if (test.empty()) throw Error(ErrorKind::usage, "there is no row to test on");
        auto all = train;
        all.insert(all.end(), test.begin(), test.end());
        targets_.emplace(book_, labels_of(all));
        train_ = texts_of(train);
        test_ = texts_of(test);
        note_unknown();
        to_.codebook = book_.edition;
        for (const auto& t : targets_->all) to_.labels.push_back(t.id);
        to_.with_vectors = index::WordVectors::all().here();
        if (!to_.with_vectors) to_.notes.push_back("no word vectors in this build: suggestions are made without them");
        to_.test_rows = test_.size();
    }

    void run() {
        probabilities_ = Matrix(test_.size(), targets_->size());
        suggested_.assign(test_.size(), std::vector<char>(targets_->size()));
        floor_ = probabilities_;
        if (!asked_.predictions.empty()) open_predictions();
        if (asked_.folds == 0)
            part(train_, {});
        else
            in_folds();
        measure();
    }

private:
    // The same file for both: its splits say which rows train and which test.
    void take_splits(std::vector<Labelled>& train, std::vector<Labelled>& test) {
        const auto has = [](const std::vector<Labelled>& rows, const char* split) {
            return std::any_of(rows.begin(), rows.end(), [&](auto& r) { return r.split == split; });
        };
        const auto keep = [](std::vector<Labelled>& rows, const char* split) {
            std::erase_if(rows, [&](auto& r) { return !r.split.empty() && r.split != split; });
        };
        if (asked_.folds && asked_.stitched)
            throw Error(ErrorKind::usage, "--stitched measures one model: leave --folds out");
        if (asked_.folds && !asked_.train.empty())
            throw Error(ErrorKind::usage, "--folds tests each part of --test by the others; leave --train out");
        if (asked_.folds) return;
        const bool same = !asked_.train.empty() && std::filesystem::equivalent(asked_.train, asked_.test);
        if (same && !(has(train, "train") && has(test, "test")))
            throw Error(ErrorKind::usage,
                        "one file for train and test needs rows with split train and rows with split test",
                        "to test each part of it by the others: --test FILE --folds 5");
        if (has(train, "train")) keep(train, "train");
        if (has(test, "test")) keep(test, "test");
    }

    std::vector<Text> texts_of(const std::vector<Labelled>& rows) {
        std::vector<Text> out;
        for (const auto& r : rows) {
            Text t{r.id, ingest::normal(r.text).text, ingest::normal(r.title).text, {}, {}};
            t.language = language_of(r, t.text, targets_->language);
            t.labels.assign(targets_->size(), 0);
            for (const auto& label : r.labels) {
                const auto target = targets_->find(label);
                if (target == Targets::none)
                    ++unknown_[label];
                else
                    t.labels[target] = 1;
            }
            out.push_back(std::move(t));
        }
        return out;
    }

    void note_unknown() {
        if (unknown_.empty()) return;
        std::string names;
        std::size_t times = 0;
        for (const auto& [label, count] : unknown_) {
            names += (names.empty() ? "" : ", ") + label + " (" + std::to_string(count) + ")";
            times += count;
        }
        to_.notes.push_back(std::to_string(unknown_.size()) + " labels unknown to the codebook were left out, given " +
                            std::to_string(times) + " times: " + names);
    }

    void in_folds() {
        std::vector<Review> reviews;
        for (std::uint32_t i = 0; i < test_.size(); ++i) reviews.push_back(review_of(test_[i], i));
        const auto fold = index::folds_of(reviews, asked_.folds, asked_.seed);
        for (std::uint32_t f = 0; f < asked_.folds; ++f) {
            std::vector<Text> train;
            std::vector<std::uint32_t> test;
            for (std::uint32_t i = 0; i < test_.size(); ++i)
                if (fold[i] == f)
                    test.push_back(i);
                else
                    train.push_back(test_[i]);
            part(train, test);
        }
    }

    Review review_of(const Text& t, std::uint32_t story) const {
        Review out{story, {}};
        for (const char given : t.labels) out.verdicts.push_back(given ? Reviewed::confirmed : Reviewed::rejected);
        return out;
    }

    // In an order of chance, each text that has a label with too few examples.
    std::vector<Review> reviews_of(const std::vector<Text>& train) const {
        std::vector<std::uint32_t> order(train.size());
        std::iota(order.begin(), order.end(), 0u);
        std::vector<Review> out;
        std::vector<std::uint32_t> examples(targets_->size());
        if (asked_.examples_per_theme)
            std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
                return index::pair_number(asked_.seed, a) < index::pair_number(asked_.seed, b);
            });
        for (const auto i : order) {
            bool wanted = asked_.examples_per_theme == 0;
            for (std::size_t t = 0; t < examples.size(); ++t)
                wanted |= train[i].labels[t] && examples[t] < asked_.examples_per_theme;
            if (!wanted) continue;
            for (std::size_t t = 0; t < examples.size(); ++t) examples[t] += train[i].labels[t] != 0;
            out.push_back(review_of(train[i], i));
        }
        return out;
    }

    // Learns from `train` and tests the rows `test` (none: all).  Without anything to learn from, the texts to be
    // tested are the collection, without their labels.
    void part(const std::vector<Text>& train, std::vector<std::uint32_t> test) {
        if (test.empty()) {
            test.resize(test_.size());
            std::iota(test.begin(), test.end(), 0u);
        }
        Analyser analyser;
        std::vector<Reading> pool;
        for (const auto& t : train) pool.push_back(reading_of(t, analyser));
        if (train.empty())
            for (const auto i : test) pool.push_back(reading_of(test_[i], analyser));
        const auto reviews = reviews_of(train);
        const double from = processor_seconds();
        const Model model = index::learn(pool, reviews, *targets_, analyser, {5, asked_.seed});
        to_.learn_seconds = processor_seconds() - from;
        to_.train_rows = train.size(), to_.reviewed_rows = reviews.size();
        tag(model, test, analyser);
        put_floor(train, test);
    }

    void tag(const Model& model, const std::vector<std::uint32_t>& test, Analyser& analyser) {
        const Suggester suggester(*targets_, model, analyser);
        std::size_t words = 0;
        const double from = processor_seconds();
        for (const auto i : test) {
            const Reading reading = reading_of(test_[i], analyser);
            words += reading.words.size();
            const auto p = suggester.probabilities(reading);
            std::copy(p.begin(), p.end(), probabilities_.row(i).begin());
            for (std::size_t t = 0; t < p.size(); ++t)
                suggested_[i][t] = p[t] >= model.cuts.of[t] && !reading.words.empty();
        }
        const double took = std::max(1e-9, processor_seconds() - from);
        to_.texts_per_second = static_cast<double>(test.size()) / took;
        to_.words_per_text = static_cast<double>(words) / static_cast<double>(test.size());
        if (out_.is_open())
            for (const auto i : test) predict(suggester, i, analyser);
        if (asked_.stitched) measure_passages(suggester, test, analyser);
    }

    // No set says which passage speaks for a label. Texts that people labelled, set one under the other, do.
    void measure_passages(const Suggester& suggester, const std::vector<std::uint32_t>& test, Analyser& analyser) {
        double right = 0, chance = 0;
        for (std::uint32_t s = 0; s < asked_.stitched; ++s) {
            const Stitched story = stitched(test, s);
            const auto reading = index::read(story.text, analyser.analyse(story.text, targets_->language), analyser);
            const auto best = suggester.best_passages(reading);
            for (std::uint32_t t = 0; t < targets_->size(); ++t) {
                double with = 0;
                for (const auto i : story.texts) with += test_[i].labels[t] ? 1 : 0;
                if (with == 0) continue;
                if (!best.empty()) right += test_[story.at(reading.passages[best[t]].span.begin)].labels[t] ? 1 : 0;
                chance += with / static_cast<double>(story.texts.size());
                ++to_.passages_asked;
            }
        }
        const double n = std::max(1u, to_.passages_asked);
        to_.passages_right = right / n, to_.passages_by_chance = chance / n;
    }

    struct Stitched {
        std::string text;
        std::vector<std::uint32_t> texts;
        std::vector<std::size_t> ends;
        std::uint32_t at(std::size_t byte) const {
            const auto end = std::upper_bound(ends.begin(), ends.end(), byte);
            return texts[static_cast<std::size_t>(end - ends.begin())];
        }
    };

    Stitched stitched(const std::vector<std::uint32_t>& test, std::uint32_t number) const {
        constexpr std::uint32_t parts = 6;
        Stitched out;
        for (std::uint32_t k = 0; k < parts; ++k) {
            const auto i = test[index::pair_number(asked_.seed, std::uint64_t{number} * parts + k) % test.size()];
            if (test_[i].text.empty()) continue;
            out.text += (out.text.empty() ? "" : "\n") + test_[i].text;
            out.texts.push_back(i);
            out.ends.push_back(out.text.size() + 1);
        }
        return out;
    }

    void open_predictions() {
        out_.open(asked_.predictions, std::ios::binary);
        if (!out_) throw Error(ErrorKind::storage, "cannot write " + asked_.predictions.string());
    }

    void predict(const Suggester& suggester, std::uint32_t i, Analyser& analyser) {
        const Text& text = test_[i];
        const Analysis analysis = analyser.analyse(text.text, text.language);
        auto reading = index::read(text.text, analysis, analyser);
        if (!text.title.empty()) index::add_title(reading, analyser.analyse(text.title, text.language), analyser);
        std::vector<std::string> labels;
        for (const auto& s : suggester.suggest(text.text, analysis, reading, 5)) {
            std::vector<std::string> words;
            for (const auto& w : s.words) words.push_back(json_string(w));
            std::vector<std::pair<std::string, std::string>> members = {
                {"label", json_string(targets_->all[s.theme].id)},
                {"probability", std::to_string(s.probability)},
                {"suggested", s.suggested ? "true" : "false"}};
            if (s.passage.size()) {
                members.emplace_back("evidence", json_object({{"begin", std::to_string(s.passage.begin)},
                                                              {"end", std::to_string(s.passage.end)},
                                                              {"quote", json_string(cut(text.text, s.passage))}}));
                if (!words.empty()) members.emplace_back("words", json_array(words));
            }
            labels.push_back(json_object(members));
        }
        out_ << json_object({{"id", json_string(text.id)}, {"labels", json_array(labels)}}) << '\n';
    }

    // How often each label was given in training (in the tested texts themselves, where nothing trains).
    void put_floor(const std::vector<Text>& train, const std::vector<std::uint32_t>& test) {
        std::vector<float> times(targets_->size());
        const auto count = [&](const Text& t) {
            for (std::size_t l = 0; l < times.size(); ++l) times[l] += t.labels[l] ? 1.f : 0.f;
        };
        for (const auto& t : train) count(t);
        if (train.empty())
            for (const auto i : test) count(test_[i]);
        const float n = static_cast<float>(std::max<std::size_t>(1, train.empty() ? test.size() : train.size()));
        for (const auto i : test)
            for (std::size_t l = 0; l < times.size(); ++l) floor_.at(i, l) = times[l] / n;
    }

    void measure() {
        index::Given truth, floor(test_.size(), std::vector<char>(targets_->size()));
        index::Given counts(test_.size(), std::vector<char>(targets_->size(), 1));
        for (const auto& t : test_) truth.push_back(t.labels);
        to_.decided = index::decided(truth, suggested_);
        to_.ranked = index::ranked(truth, probabilities_);
        to_.reliability = index::reliability(truth, probabilities_);
        to_.floor_ranked = index::ranked(truth, floor_);
        const float cut = index::chosen_cuts(truth, counts, floor_).all;
        for (std::size_t i = 0; i < floor.size(); ++i)
            for (std::size_t l = 0; l < floor[i].size(); ++l) floor[i][l] = floor_.at(i, l) >= cut;
        to_.floor_decided = index::decided(truth, floor);
        to_.peak_memory_mb = peak_memory_mb();
    }

    const EvalAsked& asked_;
    Evaluation& to_;
    Codebook book_;
    std::optional<Targets> targets_;
    std::vector<Text> train_, test_;
    std::map<std::string, std::size_t> unknown_;
    Matrix probabilities_, floor_;
    index::Given suggested_;
    std::ofstream out_;
};

}  // namespace

Evaluation evaluated(const EvalAsked& asked) {
    Evaluation out;
    Run(asked, out).run();
    return out;
}

}  // namespace tangible::serve
