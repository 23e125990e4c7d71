// A confined reader gives the same results as an unconfined one, so nothing that it needs is loaded too late.
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

Submission submission(std::string filename, std::string bytes) {
    Submission s;
    s.id = sha256_hex(bytes);
    s.filename = std::move(filename);
    s.bytes = std::move(bytes);
    s.received_ms = 1'551'695'430'000;
    s.details.title = "Given";
    s.details.consent = Consent{"story-form/1", {Use::team, Use::count}, 5};
    return s;
}

const std::vector<std::pair<const char*, std::string>> ours = {
    {"a.txt", "We met at the mill.\nThen we built it again.\n"},
    {"a.html", "<h1>The mill</h1><p>We met &amp; we built.</p>"},
    {"a.eml", "From: =?gb2312?B?1tA=?= <a@example.org>\nSubject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\nContent-Type: "
              "text/plain; charset=koi8-r\n\n\xf0\xd2\xc9\xd7\xc5\xd4\n"},
    {"a.csv", "title,story\nOne,We met at the mill and talked.\nTwo,Then we built it again.\n"},
    {"a.pdf", "%PDF-1.4\nnot whole"},
    {"a.docx", "PK\x03\x04 not whole"},
    {"a.bin", std::string("\0\1\2\xff", 4)},
};

std::string kept(const std::string& text) { return text.substr(0, 60); }

std::string summary(const Reading& reading) {
    if (const auto* no = std::get_if<Rejection>(&reading)) return no->reason + ": " + no->detail;
    std::string out;
    for (const Draft& draft : std::get<std::vector<Draft>>(reading))
        out += "[" + draft.title + "] " + kept(draft.text) + " ";
    return out;
}

TEST(ReadingPool, reads_the_same_as_without_confinement) {
    ReadingPool pool(1);
    EXPECT_EQ(pool.children(), 1);
    int stories = 0;
    for (const auto& [filename, bytes] : ours) {
        const Submission s = submission(filename, bytes);
        const Reading confined = pool.read(s), direct = read(s);
        EXPECT_EQ(summary(confined), summary(direct)) << filename;
        EXPECT_TRUE(confined == direct) << filename;
        stories += std::holds_alternative<std::vector<Draft>>(confined);
    }
    EXPECT_GE(stories, 4);
}

/// Documents and mails of all kinds, in the order of their names.
std::vector<fs::path> real_files(const fs::path& inputs) {
    std::vector<fs::path> files;
    for (const char* set : {"docs-pdf", "docs-pandoc", "docs-tika", "docs-office-extra", "docs-hostile", "mime-misc",
                            "mime-rubymail", "charset", "tabular"})
        for (const auto& each : fs::recursive_directory_iterator(inputs / set / "files"))
            if (each.is_regular_file()) files.push_back(each.path());
    std::sort(files.begin(), files.end());
    return files;
}

TEST(ReadingPool, reads_real_files_the_same_as_without_confinement) {
    const char* given = std::getenv("TANGIBLE_CORPORA");
    const fs::path inputs = fs::path(given ? given : TANGIBLE_CORPORA) / "inputs";
    if (!fs::exists(inputs)) GTEST_SKIP() << "NO CORPORA at " << inputs << ": real files were not tried";
    ReadingPool pool(1);
    int same = 0;
    double confined_s = 0, direct_s = 0;
    const auto timed = [](double& total, auto work) {
        const auto begin = std::chrono::steady_clock::now();
        auto result = work();
        total += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return result;
    };
    const auto files = real_files(inputs);
    for (const fs::path& path : files) {
        std::ifstream file(path, std::ios::binary);
        const Submission s = submission(path.filename().string(), {std::istreambuf_iterator<char>(file), {}});
        const Reading confined = timed(confined_s, [&] { return pool.read(s); }),
                      direct = timed(direct_s, [&] { return read(s); });
        same += confined == direct;
        EXPECT_TRUE(confined == direct) << path.lexically_relative(inputs) << "\n  confined " << summary(confined)
                                        << "\n  direct   " << summary(direct);
    }
    std::printf("  %d of %zu files the same; confined %.2f s, direct %.2f s\n", same, files.size(), confined_s,
                direct_s);
    EXPECT_GT(files.size(), 500u);
}

}  // namespace
}  // namespace tangible::ingest
