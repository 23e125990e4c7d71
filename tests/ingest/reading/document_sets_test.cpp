// Reads documents that others made, each in a confined child, and compares them with what their origins state
// (expect.jsonl).  Prints a line per set; TANGIBLE_SHOW=1 prints each row that does not hold.  No file may crash or
// hang its reader; the share of rows that hold has a floor.
#include "ingest/confined/confine.h"
#include "ingest/reading/documents.h"
#include "ingest/reading/reading_pool.h"
#include "ingest/tables/table.h"
#include "tests/ingest/sets.h"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iomanip>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace tangible::ingest {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// Collapses white space, and makes one of the signs between which writers and readers choose freely.
std::string folded(std::string_view text) {
    static const std::map<std::string_view, std::string_view> same = {
        {"\u00a0", " "}, {"\u2003", " "}, {"\u2002", " "},  {"\u2009", " "},  {"\u202f", " "},
        {"\u2018", "'"}, {"\u2019", "'"}, {"\u201c", "\""}, {"\u201d", "\""}, {"\u00ad", ""},
        {"\u200b", ""},  {"\ufeff", ""},  {"\ufb00", "ff"}, {"\ufb01", "fi"}, {"\ufb02", "fl"}};
    std::string out;
    while (!text.empty()) {
        std::string_view sign = text.substr(0, 1);
        std::string_view put = sign;
        for (auto [from, to] : same)
            if (text.starts_with(from)) sign = from, put = to;
        bool space = put == " " || put == "\n" || put == "\t" || put == "\r" || put == "\f" || put == "\v";
        if (!space)
            out += put;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        text.remove_prefix(sign.size());
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

struct Found {
    bool answered = false;
    std::string kind, text, beside, reason, detail;  ///< beside: the text and its asides
    std::vector<std::vector<std::string>> rows;
};

std::string read_named(std::string_view name_and_bytes) {
    std::size_t end = name_and_bytes.find('\0');
    std::string_view filename = name_and_bytes.substr(0, end), bytes = name_and_bytes.substr(end + 1);
    Kind kind = kind_of(bytes, filename, "");
    Document found = document(bytes, kind);
    std::string beside = found.text;
    for (const Aside& aside : found.asides) beside += '\n' + aside.text;
    json answer = {{"kind", name(kind)},
                   {"text", found.text},
                   {"beside", beside},
                   {"reason", found.rejection.reason},
                   {"detail", found.rejection.detail}};
    if (kind == Kind::csv) answer["rows"] = rows_of_csv(bytes);
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

Found read_confined(const fs::path& file) {
    Answer answer = confined(read_named, file.filename().string() + '\0' + content(file));
    Found found;
    found.answered = answer.ok;
    if (!answer.ok) {
        found.reason = answer.rejection.reason;
        return found;
    }
    json fields = json::parse(answer.bytes);
    found.kind = fields["kind"];
    found.text = fields["text"];
    found.beside = fields["beside"];
    found.reason = fields["reason"];
    found.detail = fields["detail"];
    if (fields.contains("rows")) found.rows = fields["rows"];
    return found;
}

bool all_in(const std::string& text, const json& pieces) {
    std::string all = folded(text);
    return std::all_of(pieces.begin(), pieces.end(),
                       [&](const json& p) { return all.find(folded(p.get<std::string>())) != all.npos; });
}

bool none_in(const std::string& text, const json& pieces) {
    std::string all = folded(text);
    return std::none_of(pieces.begin(), pieces.end(),
                        [&](const json& p) { return all.find(folded(p.get<std::string>())) != all.npos; });
}

/// Compares rows given as lists, or as objects named by the first row.  Readers may differ on whether the last line end
/// begins one more, empty row.
bool same_rows(std::vector<std::vector<std::string>> ours, json theirs, bool header) {
    const std::vector<std::string> nothing = {""};
    while (!ours.empty() && ours.back() == nothing) ours.pop_back();
    while (!theirs.empty() && theirs.back() == json(nothing)) theirs.erase(theirs.size() - 1);
    std::size_t first = header && !theirs.empty() && theirs[0].is_object() ? 1 : 0;
    if (ours.size() != theirs.size() + first) return false;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        if (!theirs[i].is_object()) {
            if (json(ours[i + first]) != theirs[i]) return false;
            continue;
        }
        for (std::size_t c = 0; c < ours[0].size(); ++c) {
            std::string cell = c < ours[i + 1].size() ? ours[i + 1][c] : "";
            if (theirs[i].value(ours[0][c], json(nullptr)) != json(cell)) return false;
        }
    }
    return true;
}

bool locked_as_said(const Found& found, const json& expect) {
    bool locked = expect["encrypted"] && expect.value("opens_without_password", json(nullptr)) != json(true);
    bool unclear = expect.contains("opens_without_password") && expect["opens_without_password"].is_null();
    if (unclear) return found.reason.empty() || found.reason == "encrypted";
    return locked == (found.reason == "encrypted");
}

bool holds(const Found& found, const json& expect) {
    if (!found.answered) return false;
    if (expect.contains("encrypted")) {
        if (!locked_as_said(found, expect)) return false;
        if (found.reason == "encrypted") return true;
    }
    if (expect.contains("text_contains") && !all_in(found.beside, expect["text_contains"])) return false;
    if (expect.contains("text_fragments") && !all_in(found.beside, expect["text_fragments"])) return false;
    if (expect.contains("text_not_contains") && !none_in(found.text, expect["text_not_contains"])) return false;
    if (expect.contains("rows") && !same_rows(found.rows, expect["rows"], expect.value("header", false))) return false;
    return true;
}

/// Whether a row tests what we have: some ask for other settings (another quote sign, comments, a preview of n rows).
bool applies(const json& row) {
    const json& expect = row["expect"];
    if (expect.contains("format") || expect.contains("rule") || expect.contains("input")) return false;
    if (expect.contains("data_rows") || expect.contains("records")) return false;
    return !expect.contains("config") || expect["config"].empty();
}

std::vector<fs::path> files_of(const fs::path& set) {
    std::ifstream list(set / "FILES.tsv");
    std::vector<fs::path> files;
    for (std::string line; std::getline(list, line);) {
        std::istringstream fields(line);
        std::string file, role;
        std::getline(fields, file, '\t');
        std::getline(fields, role, '\t');
        if (role == "input" && fs::is_regular_file(set / file)) files.push_back(set / file);
    }
    return files;
}

/// Makes libraries load what they load late, since a confined child can open nothing.
void warm_up() {
    constexpr std::string_view pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 "
        "R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
        "/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 32>>stream\nBT /F 9 Tf 9 9 Td (Warm) Tj ET  \nendstream "
        "endobj\ntrailer<</Root 1 0 R>>\n";
    document(pdf, Kind::pdf);
    document("<p>Warm", Kind::html, "koi8-r");
}

/// A folder of real inputs; a floor of 0 where no origin states what is in them (html): these only have to be answered.
struct Set {
    std::string name;
    double floor;
};

class Sets : public testing::TestWithParam<Set> {};

TEST_P(Sets, AreReadWithoutCrashAndAsTheirOriginsState) {
    fs::path set = inputs() / GetParam().name;
    if (!fs::exists(set)) {
        std::cerr << "*** SKIPPED: " << GetParam().name
                  << " is not there; set TANGIBLE_CORPORA to the folder of real inputs ***\n";
        GTEST_SKIP();
    }
    warm_up();
    bool show = std::getenv("TANGIBLE_SHOW");
    std::map<std::string, Found> found;
    std::map<std::string, int> parked;
    int read = 0, unanswered = 0;
    for (const fs::path& file : files_of(set)) {
        Found& f = found[fs::relative(file, set).string()] = read_confined(file);
        f.reason.empty() ? ++read : ++parked[f.reason];
        unanswered += !f.answered;
        if (!f.answered || (show && !f.reason.empty()))
            std::cout << "  parked " << file.filename().string() << ": " << f.reason << " " << f.detail << "\n";
    }
    int rows = 0, hold = 0, not_supported = 0;
    std::ifstream expect(set / "expect.jsonl");
    for (std::string line; std::getline(expect, line);) {
        json row = json::parse(line);
        auto f = found.find(row["input"]);
        if (f == found.end() || !applies(row)) continue;
        bool yet = f->second.reason == "not_supported" && !row["expect"].contains("must");
        if (yet) {
            ++not_supported;
            continue;
        }
        ++rows;
        bool does = holds(f->second, row["expect"]);
        hold += does;
        if (show && !does)
            std::cout << "  does not hold: " << row["id"] << " " << row["confidence"] << " " << f->second.reason << " "
                      << row["expect"].dump().substr(0, 300) << "\n";
    }
    std::cout << std::left << std::setw(18) << GetParam().name << std::right << std::setw(5) << found.size() << " files"
              << std::setw(5) << read << " read";
    for (auto [reason, n] : parked) std::cout << ", " << n << " " << reason;
    std::cout << "; rows " << hold << "/" << rows << " hold, " << not_supported << " of kinds not read yet\n";
    EXPECT_EQ(unanswered, 0) << "a reader crashed, hung or ran out of its limits";
    EXPECT_EQ(rows > 0, GetParam().floor > 0) << "a set with a floor has rows, and one with rows a floor";
    EXPECT_GE(hold, GetParam().floor * rows);
}

INSTANTIATE_TEST_SUITE_P(Real, Sets,
                         testing::Values(Set{"docs-pandoc", 0.92}, Set{"docs-tika", 0.8}, Set{"docs-pdf", 0.6},
                                         Set{"docs-office-extra", 0.92}, Set{"docs-rtf", 0.95},
                                         Set{"docs-hostile", 0.98}, Set{"html", 0}, Set{"tabular", 0.95},
                                         Set{"captions", 0.95}),
                         [](const auto& set) {
                             std::string n = set.param.name;
                             std::ranges::replace(n, '-', '_');
                             return n;
                         });

}  // namespace
}  // namespace tangible::ingest
