// `tangible themes eval` measures how good suggestions are on texts with labels; `tangible themes import` makes a
// codebook of a list of labels, which such sets come with.
#include "index/learning/learn.h"
#include "index/learning/suggest.h"
#include "ingest/text/normalise.h"
#include "schemas/codebooks/codebook_import.h"
#include "schemas/codebooks/labelled.h"
#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include "schemas/system/file.h"
#include "serve/commands/commands.h"
#include "serve/evaluation/evaluation.h"
#include <fstream>
#include <iostream>

namespace tangible::serve {
namespace {

constexpr std::size_t max_list_bytes = 1 << 20;  // thousands of labels

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    if (!(out << text) || !out.flush()) throw Error(ErrorKind::storage, "cannot write " + path.string());
}

}  // namespace

int import_themes(Invocation& call) {
    const auto to = call.value("to");
    if (call.words.size() != 1) throw Error(ErrorKind::usage, "tangible themes import FILE.json [--to FILE.yaml]");
    const std::filesystem::path file = call.words[0];
    const std::string yaml = codebook_yaml(bytes_of(file, max_list_bytes), file.stem().string());
    const Codebook book = read_codebook(yaml, file.filename().string());
    if (to.empty())
        std::cout << yaml;
    else
        write_file(to, yaml);
    if (!book.notice.empty()) std::cerr << book.notice << '\n';
    std::cerr << book.edition << ": " << book.groups.size() << " groups, " << book.themes.size() << " themes\n";
    return 0;
}

int eval_themes(Invocation& call) {
    EvalAsked asked;
    asked.codebook = call.value("codebook");
    asked.train = call.value("train");
    asked.test = call.value("test");
    asked.predictions = call.value("predictions");
    constexpr int all = 1'000'000;  // EvalAsked::all_examples
    asked.examples_per_theme = static_cast<std::uint32_t>(call.number("examples-per-theme", all, 0, all));
    asked.seed = static_cast<std::uint64_t>(call.number("seed", 1, 0, 1'000'000'000));
    asked.folds = static_cast<std::uint32_t>(call.number("folds", 0, 2, 20));
    asked.stitched = static_cast<std::uint32_t>(call.number("stitched", 0, 1, 100'000));
    const bool json = call.has("json");
    if (asked.codebook.empty() || asked.test.empty() || !call.words.empty())
        throw Error(
            ErrorKind::usage,
            "tangible themes eval --codebook FILE [--train FILE.jsonl] --test FILE.jsonl "
            "[--examples-per-theme N] [--seed S] [--folds N] [--stitched N] [--predictions OUT.jsonl] [--json]");
    const Evaluation e = evaluated(asked);
    std::cout << (json ? to_json(e) + "\n" : table_of(e));
    return 0;
}

}  // namespace tangible::serve
