// `tangible receive --table`: takes in a survey's export, where each row is a story. The whole table is read and
// checked before anything is stored; --dry-run stops there and shows what would happen.
#include "ingest/arrival/receive.h"
#include "ingest/reading/reading_pool.h"
#include "ingest/reading/survey.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/system/file.h"
#include "serve/background/follow.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include "serve/commands/story_walk.h"
#include <algorithm>
#include <iostream>
#include <optional>
#include <unistd.h>

namespace tangible::serve {
namespace {

std::string bytes_of_table(const std::filesystem::path& path) {
    std::string bytes = bytes_of(path, ingest::max_submission_bytes);
    if (bytes.empty()) throw Error(ErrorKind::usage, path.filename().string() + ": the file is empty");
    return bytes;
}

// The key makes the store recognise the row in a later export of the same survey.
Submission submission_of(const ingest::SurveyRow& row, const std::string& filename, const TableMap& map,
                         bool passed = false) {
    Submission s;
    s.channel = Channel::batch;
    s.media_type = "text/csv";
    s.filename = filename + ":" + row.number;
    s.bytes = row.bytes;
    s.id = sha256_hex(s.bytes);
    s.details = map.defaults;
    if (row.uses) s.details.consent = Consent{"batch", *row.uses, now_ms()};
    s.details.passed = passed;
    s.key = row.key;
    return s;
}

// Whether a partnership is named by its id or its name; "" counts as known.
bool is_known(const std::vector<Partnership>& all, const std::string& named) {
    return named.empty() || std::ranges::any_of(all, [&](auto& p) { return p.id == named || p.name == named; });
}

/// Prints what is wrong or remarkable about each row, and returns how many failed.
std::size_t say_rows(std::ostream& out, const ingest::Survey& survey, const std::vector<Partnership>& partnerships) {
    std::size_t failed = 0;
    for (const auto& row : survey.rows) {
        if (!row.trouble.empty()) out << "row " << row.number << " fails: " << row.trouble << '\n', ++failed;
        for (const auto& remark : row.remarks) out << "row " << row.number << ": " << remark << '\n';
        if (!is_known(partnerships, row.partnership))
            out << "row " << row.number << ": The partnership in this row is not in this collection.\n";
    }
    return failed;
}

std::string narrowed_rows(std::size_t n, const char* is) {
    return std::to_string(n) + (n == 1 ? " row" : " rows") + ": consent " + is + " narrowed to what " +
           (n == 1 ? "its" : "their") + " new answer allows as well";
}

// The dry run: how each column is used, what each row would become, and the first story as people would see it.
int show(const ingest::Survey& survey, const std::string& filename, const TableMap& map, std::optional<Store> store) {
    for (const auto& column : survey.columns) std::cout << column << '\n';
    std::size_t failed = say_rows(std::cout, survey, store ? store->partnerships() : std::vector<Partnership>{});
    std::size_t known = 0, withdrawn = 0, narrowed = 0;
    for (const auto& row : survey.rows)
        if (auto earlier = store && row.trouble.empty() ? store->earlier(submission_of(row, filename, map))
                                                        : std::optional<Receipt>{}) {
            ++(earlier->withdrawn ? withdrawn : known);
            if (earlier->narrowed) ++narrowed;
        }
    const std::size_t stories = survey.rows.size() - failed;
    std::cout << stories << " stories: " << stories - known - withdrawn << " new, " << known << " known before";
    if (withdrawn > 0) std::cout << ", " << withdrawn << " withdrawn before and not to be stored";
    std::cout << "; " << failed << (failed == 1 ? " row fails\n" : " rows fail\n");
    if (narrowed > 0) std::cout << narrowed_rows(narrowed, "would be") << '\n';
    if (!survey.first.empty()) std::cout << "\nThe first story:\n\n" << survey.first;
    std::cerr << "Nothing was stored.\n";
    return failed > 0 ? 1 : 0;
}

}  // namespace

// In order: the options; the form and the map; the whole table, read in a confined child (before a store is open, since
// it forks); with --dry-run the answer. Then all good rows are stored in few commits, rows that failed are named, and
// the stories are read and indexed.
int receive_table(Invocation& call, const std::filesystem::path& table) {
    const auto map_file = call.value("map");
    const bool dry_run = call.has("dry-run");
    if (map_file.empty())
        throw Error(ErrorKind::usage, "--table needs --map MAP.yaml", "write a map that says what each column is for");
    if (!call.words.empty())
        throw Error(ErrorKind::usage, "--table takes only one file", "leave out '" + call.words[0] + "'");
    const auto config = configured(call.data_dir);
    const Form form = read_form(config.form);
    const TableMap map = read_table_map(std::filesystem::path(map_file), &form);
    const std::string filename = table.filename().string();
    ingest::warm_up();
    const auto survey = ingest::read_survey(bytes_of_table(table), filename, map);
    if (dry_run) return show(survey, filename, map, store_if_any(call.data_dir));

    ingest::ReadingPool pool(config.readers);  // before the store: children must not inherit it
    Store store(call.data_dir, Store::Access::write);
    store.note_wording(form.wording());
    ingest::Intake intake(store);
    for (const auto& row : survey.rows)
        if (row.trouble.empty()) intake.add(submission_of(row, filename, map, call.has("passed")));
    intake.commit();
    const std::size_t failed = say_rows(std::cerr, survey, store.partnerships());
    std::cerr << "Stored: " << intake.stored << " new, " << intake.known << " known before";
    if (intake.withdrawn > 0) std::cerr << ", " << intake.withdrawn << " withdrawn before and not stored";
    if (failed > 0) std::cerr << ", " << failed << (failed == 1 ? " row failed" : " rows failed");
    std::cerr << '\n';
    if (intake.narrowed > 0) std::cerr << narrowed_rows(intake.narrowed, "was") << '\n';
    read_and_follow(store, pool, config, true);
    return failed > 0 ? 1 : 0;
}

}  // namespace tangible::serve
