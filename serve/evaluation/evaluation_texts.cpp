// Reads the codebook and the labelled rows, divides the rows into training and test, and normalises each text as ingest
// does. The language is detected where a row does not name one.
#include "serve/evaluation/evaluation_texts.h"
#include "ingest/text/normalise.h"
#include "schemas/codebooks/codebook_import.h"
#include "schemas/codebooks/labelled.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <map>
#include <set>

namespace tangible::serve {
namespace {

using index::Targets;

// Leaves in each list the rows of its split. A row without a split stays in both lists; a list without any row of its
// split stays as it is. One file for both must have both splits, or the model would be tested on
// what it learned from.
void take_splits(const EvalAsked& asked, std::vector<Labelled>& train, std::vector<Labelled>& test) {
    const auto has = [](const std::vector<Labelled>& rows, const char* split) {
        return std::any_of(rows.begin(), rows.end(), [&](auto& r) { return r.split == split; });
    };
    const auto keep = [](std::vector<Labelled>& rows, const char* split) {
        std::erase_if(rows, [&](auto& r) { return !r.split.empty() && r.split != split; });
    };
    if (asked.folds && asked.stitched)
        throw Error(ErrorKind::usage, "--stitched and --folds cannot be used together",
                    "--stitched measures one model: leave out --folds");
    if (asked.folds && !asked.train.empty())
        throw Error(ErrorKind::usage, "--folds and --train cannot be used together",
                    "--folds tests each part of --test with the others: leave out --train");
    if (asked.folds) return;
    const bool same = !asked.train.empty() && std::filesystem::equivalent(asked.train, asked.test);
    if (same && !(has(train, "train") && has(test, "test")))
        throw Error(ErrorKind::usage,
                    "the same file for --train and --test needs rows with \"split\": \"train\" and rows with "
                    "\"split\": \"test\"",
                    "to test each part of the file with the other parts, use --test FILE --folds 5");
    if (has(train, "train")) keep(train, "train");
    if (has(test, "test")) keep(test, "test");
}

// Returns the base language that the row names ("en" for "en-GB"). Where it names none, the detected language counts
// when detection is reliable, and else the codebook's: short texts are often detected wrongly.
std::string language_of(const Labelled& row, const std::string& text, const std::string& otherwise) {
    if (!row.language.empty()) return std::string(base_language(row.language));
    const auto found = ingest::language_of(text);
    return found.reliable && found.tag != "und" ? std::string(base_language(found.tag)) : otherwise;
}

// All labels of both lists, sorted, each once.
std::vector<std::string> labels_of(const std::vector<Labelled>& a, const std::vector<Labelled>& b) {
    std::set<std::string> out;
    for (const auto* rows : {&a, &b})
        for (const auto& r : *rows) out.insert(r.labels.begin(), r.labels.end());
    return {out.begin(), out.end()};
}

/// Labels that the codebook does not know, and how often they were given.
using Unknown = std::map<std::string, std::size_t>;

EvalText text_from(const Labelled& row, const Targets& targets, Unknown& unknown) {
    EvalText out{row.id,      ingest::normal(row.text).text, ingest::normal(row.title).text, {}, {}, row.drawn,
                 row.reviewed};
    out.language = language_of(row, out.text, targets.language);
    out.labels.assign(targets.size(), 0);
    for (const auto& label : row.labels)
        if (const auto target = targets.find(label); target != Targets::none)
            out.labels[target] = 1;
        else
            ++unknown[label];
    return out;
}

void note(std::vector<std::string>& notes, const Unknown& unknown) {
    if (unknown.empty()) return;
    std::string names;
    std::size_t times = 0;
    for (const auto& [label, count] : unknown) {
        names += (names.empty() ? "" : ", ") + label + " (" + std::to_string(count) + ")";
        times += count;
    }
    notes.push_back(std::to_string(unknown.size()) +
                    " labels that are not in the codebook were left out; they were given " + std::to_string(times) +
                    " times: " + names);
}

}  // namespace

EvalTexts texts_for(const EvalAsked& asked) {
    const Codebook book = read_codebook_or_list(asked.codebook);
    auto test = read_labelled(asked.test);
    auto train = asked.train.empty() ? std::vector<Labelled>() : read_labelled(asked.train);
    take_splits(asked, train, test);
    if (test.empty()) throw Error(ErrorKind::usage, "--test has no rows to test on");
    if (!asked.train.empty() && train.empty()) throw Error(ErrorKind::usage, "--train has no rows to learn from");
    EvalTexts out{book.edition, Targets(book, labels_of(train, test)), {}, {}, {}};
    if (book.imported && !book.notice.empty()) out.notes.push_back(book.notice);
    Unknown unknown;
    for (const auto& row : train) out.train.push_back(text_from(row, out.targets, unknown));
    for (const auto& row : test) out.test.push_back(text_from(row, out.targets, unknown));
    note(out.notes, unknown);
    return out;
}

index::Reading reading_of(const EvalText& t, index::Analyser& analyser) {
    auto out = index::read(t.text, analyser.analyse(t.text, t.language), analyser);
    if (!t.title.empty()) index::add_title(out, analyser.analyse(t.title, t.language), analyser);
    return out;
}

}  // namespace tangible::serve
