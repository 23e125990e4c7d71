// Compares our reading of texts that others wrote with what their origins state: charsets, languages, normalisation and
// replies.  Prints a line per set; TANGIBLE_SHOW=1 prints each row that does not hold.  The floors are just below the
// shares that hold today.
#include "ingest/mail/mail.h"
#include "ingest/reading/documents.h"
#include "ingest/reply/reply.h"
#include "ingest/text/characters.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/utf8.h"
#include "schemas/store/store.h"
#include "tests/ingest/sets.h"
#include "tests/processor_time.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tangible::ingest {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::string lower(std::string text) {
    std::erase_if(text, [](char c) { return c == '_' || c == '-'; });
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// The text with white space made equal, as the manifests compare it.
std::string words(const std::string& text) {
    std::string out = normal(text).text;
    std::ranges::replace(out, '\n', ' ');
    return out;
}
std::string without_space(std::string text) {
    std::erase_if(text, [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    return text;
}

using Holds = std::function<std::string(const json& row, const std::string& bytes)>;  ///< "" or what came instead

struct Tally {
    int rows = 0, hold = 0, slowest_ms = 0;
};

Tally run(const std::string& set, const Holds& holds, bool only_high = false) {
    Tally tally;
    std::ifstream lines(inputs() / set / "expect.jsonl");
    for (std::string line; std::getline(lines, line);) {
        const json row = json::parse(line);
        if (only_high && row["confidence"] != "high") continue;
        const std::string bytes = content(inputs() / set / row["input"].get<std::string>());
        const auto begin = ProcessorTime::now();
        const std::string instead = holds(row, bytes);
        const auto took = ProcessorTime::now() - begin;
        tally.slowest_ms =
            std::max<int>(tally.slowest_ms, std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
        ++tally.rows;
        tally.hold += instead.empty();
        if (!instead.empty() && std::getenv("TANGIBLE_SHOW")) std::cout << row["id"] << " " << instead << "\n";
    }
    std::printf("  %-22s %4d / %-4d rows %5.1f %%  slowest %d ms\n", (set + (only_high ? " (high)" : "")).c_str(),
                tally.hold, tally.rows, tally.rows ? 100.0 * tally.hold / tally.rows : 0.0, tally.slowest_ms);
    EXPECT_LT(tally.slowest_ms, 5000) << set;
    return tally;
}

bool is_among(const json& expect, const char* key, const char* more, const std::string& found) {
    if (lower(expect[key].get<std::string>()) == lower(found)) return true;
    for (const auto& other : expect.value(more, json::array()))
        if (lower(other.get<std::string>()) == lower(found)) return true;
    return false;
}

std::string charset(const json& row, const std::string& bytes) {
    const Decoded found = decoded(bytes);
    const json& expect = row["expect"];
    if (!is_among(expect, "charset", "charset_acceptable", found.charset))
        return expect["charset"].get<std::string>() + " was taken for " + found.charset;
    std::string text = found.text;
    if (!expect.contains("text_utf8_sha256") || sha256_hex(text) == expect["text_utf8_sha256"].get<std::string>())
        return "";
    // Some origins leave the byte order mark in the text.
    if (sha256_hex("\uFEFF" + text) == expect["text_utf8_sha256"].get<std::string>()) return "";
    return "read as " + found.charset + ", but its text differs";
}

std::string language(const json& row, const std::string& bytes) {
    const std::string found = language_of(normal(bytes).text).tag;
    const json& expect = row["expect"];
    if (!expect.contains("language"))
        return found != "und" ? "" : "not told";  // the origin has ISO 639-3 only, so any language will do
    return is_among(expect, "language", "language_acceptable", found)
               ? ""
               : expect["language"].get<std::string>() + " was taken for " + found;
}

std::string body_of(const json& row, const std::string& bytes) {
    if (row["kind"] == "eml") return letter(bytes).text;
    if (row["kind"] == "html-body") return text_of_html(decoded(bytes).text, Quotes::marked);
    return decoded(bytes).text;
}

std::string replied(const json& row, const std::string& bytes) {
    const json& expect = row["expect"];
    const Reply found = reply(body_of(row, bytes));
    const std::string visible = words(found.visible);
    if (expect.contains("visible_reply") && visible != words(expect["visible_reply"]))
        return "visible: " + found.visible;
    if (expect.contains("visible_reply_ws") && without_space(visible) != without_space(expect["visible_reply_ws"]))
        return "visible: " + found.visible;
    for (const auto& s : expect.value("visible_contains", json::array()))
        if (visible.find(words(s)) == visible.npos) return "lacks " + s.dump();
    for (const auto& s : expect.value("visible_not_contains", json::array()))
        if (visible.find(words(s)) != visible.npos) return "holds " + s.dump();
    if (expect.value("nothing_removed", false) && visible != words(bytes)) return "visible: " + found.visible;
    if (expect.contains("signature") && expect["signature"].is_string() &&
        without_space(found.signature).find(without_space(expect["signature"])) == std::string::npos)
        return "signature: " + found.signature;
    for (const auto& s : expect.value("signature_contains", json::array()))
        if (words(found.signature).find(words(s)) == std::string::npos) return "signature: " + found.signature;
    return "";
}

#define NEEDS_CORPORA                                                                                                  \
    if (!fs::exists(inputs())) GTEST_SKIP() << "NO CORPORA at " << inputs() << ": real texts were not tried"

TEST(TextSets, charsets_are_recognised_in_most_texts) {
    NEEDS_CORPORA;
    const Tally all = run("charset", charset), high = run("charset", charset, true);
    EXPECT_GE(all.hold, 0.96 * all.rows);
    EXPECT_GE(high.hold, 0.99 * high.rows);
}

TEST(TextSets, languages_are_recognised_in_most_texts) {
    NEEDS_CORPORA;
    const Tally tally = run("lang", language);
    EXPECT_GE(tally.hold, 0.96 * tally.rows);
}

TEST(TextSets, replies_are_mostly_cut_as_their_origins_state) {
    NEEDS_CORPORA;
    for (const auto& [set, floor] :
         {std::pair("reply-trimmer", 0.95), {"reply-erp", 0.97}, {"reply-talon", 0.93}, {"reply-quotequail", 1.0}}) {
        const Tally tally = run(set, replied);
        EXPECT_GE(tally.hold, floor * tally.rows) << set;
    }
}

/// "0041 030A" to UTF-8.
std::string from_code_points(const std::string& field) {
    std::istringstream words(field);
    std::string out;
    for (std::string hex; words >> hex;) append(out, static_cast<char32_t>(std::stoul(hex, nullptr, 16)));
    return out;
}

bool is_plain(const std::string& text) {
    for (std::size_t at = 0; at < text.size();)
        if (kind_of(next_code_point(text, at)) != Character::plain) return false;
    return true;
}

/// Each line of NormalizationTest.txt: the three forms that are canonically the same become one text, which is NFC.
TEST(TextSets, forms_that_unicode_calls_equal_become_one) {
    NEEDS_CORPORA;
    const fs::path file = inputs() / "unicode/files/NormalizationTest.txt.bz2";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        popen(("bzip2 -dc '" + file.string() + "' 2>/dev/null").c_str(), "r"), pclose);
    int rows = 0, hold = 0;
    char line[4096];
    while (std::fgets(line, sizeof line, pipe.get())) {
        if (line[0] == '#' || line[0] == '@' || line[0] == '\n') continue;
        std::istringstream fields(line);
        std::string source, nfc, nfd;
        std::getline(fields, source, ';'), std::getline(fields, nfc, ';'), std::getline(fields, nfd, ';');
        const std::string composed = from_code_points(nfc), made = normal(from_code_points(source)).text;
        ++rows;
        hold += made == normal(composed).text && made == normal(from_code_points(nfd)).text &&
                (!is_plain(composed) || made == composed);
    }
    if (rows == 0) GTEST_SKIP() << "NO bzip2: NormalizationTest.txt was not tried";
    std::printf("  %-22s %4d / %-4d rows\n", "unicode (NFC)", hold, rows);
    EXPECT_EQ(hold, rows);
}

}  // namespace
}  // namespace tangible::ingest
