#include "ingest/reading/drafts.h"
#include "tests/ingest/made_outlook.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

Submission submission(std::string bytes, std::string filename) {
    Submission s;
    s.bytes = std::move(bytes);
    s.filename = std::move(filename);
    return s;
}

Draft draft_of(const Submission& s) {
    Reading reading = read(s);
    const Rejection* no = std::get_if<Rejection>(&reading);
    EXPECT_EQ(no, nullptr) << (no ? no->reason + ": " + no->detail : "");
    return no ? Draft{} : std::get<std::vector<Draft>>(reading).front();
}

std::string reason_of(const Submission& s) {
    Reading reading = read(s);
    const Rejection* no = std::get_if<Rejection>(&reading);
    return no ? no->reason : std::get<std::vector<Draft>>(reading).front().trouble.reason;
}

std::vector<std::string> names_of(const Draft& draft) {
    std::vector<std::string> names;
    for (const Attachment& each : draft.attachments) names.push_back(each.filename);
    return names;
}

std::string mail(const std::string& subject, const std::string& parts) {
    return "From: a@example.org\r\nSubject: " + subject +
           "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=" + subject + "\r\n\r\n" + parts + "--" +
           subject + "--\r\n";
}
std::string part(const std::string& boundary, const std::string& type, const std::string& bytes) {
    return "--" + boundary + "\r\nContent-Type: " + type + "\r\n\r\n" + bytes + "\r\n";
}

TEST(Enclosures, AZipOfDocumentsIsOneStoryInOrder) {
    const Draft draft = draft_of(submission(made::zip({{"b.txt", "One."},
                                                       {"in/a.docx", made::docx({"Two."})},
                                                       {"c.png", "\x89PNG\r\n"},
                                                       {"d.eml", "Subject: x\nFrom: a@example.org\n\nThree.\n\nOn Sun, "
                                                                 "4 Mar 2018, Sam <s@example.org> wrote:\n> Why?\n"}}),
                                            "all.zip"));
    EXPECT_EQ(draft.text, "One.\nTwo.\nThree.");
    EXPECT_EQ(names_of(draft), (std::vector<std::string>{"b.txt", "in/a.docx", "c.png", "d.eml"}));
    EXPECT_TRUE(draft.problems.empty());
    EXPECT_EQ(draft.cuts.size(), 1U);
}

TEST(Enclosures, AnArchiveOfOneFileIsThatFile) {
    EXPECT_EQ(draft_of(submission(made::zip({{"Our hall.txt", "One."}}), "x.zip")).title, "Our hall");
    EXPECT_EQ(draft_of(submission(made::gzip("story\nOne.\n"), "x.csv.gz")).text, "One.");
    EXPECT_EQ(draft_of(submission(made::gzip(made::zip({{"a.docx", made::docx({"One."})}})), "x.zip.gz")).text, "One.");
}

TEST(Enclosures, ArchivesInArchivesAreOpenedThreeDeep) {
    const auto around = [](const std::string& bytes, const std::string& name) {
        return made::zip({{name, bytes}, {"and.txt", "And."}});
    };
    std::string nested = around("Deepest.", "a.txt");
    for (int i = 0; i < 2; ++i) nested = around(nested, "a.zip");
    EXPECT_EQ(draft_of(submission(nested, "a.zip")).text, "Deepest.\nAnd.\nAnd.\nAnd.");
    const Draft deeper = draft_of(submission(around(around(nested, "a.zip"), "a.zip"), "a.zip"));
    EXPECT_EQ(deeper.text, "And.\nAnd.\nAnd.");
    EXPECT_EQ(deeper.problems.size(), 1U);
}

TEST(Enclosures, AnArchiveWithNothingReadableSaysWhy) {
    EXPECT_EQ(reason_of(submission("PK\x03\x04 cut", "a.zip")), "unreadable");
    std::string locked = made::zip({{"a.txt", "a"}});
    locked[6] = 1;
    locked[locked.find("PK\x01\x02") + 8] = 1;
    EXPECT_EQ(reason_of(submission(locked, "a.zip")), "encrypted");
}

TEST(Enclosures, AMailInAMailIsRead) {
    const std::string inner =
        mail("in", part("in", "text/plain", "Our story.") +
                       part("in", "text/html; name=\"more.html\"\r\nContent-Disposition: attachment", "<p>More."));
    const Draft draft = draft_of(submission(
        mail("out", part("out", "text/plain", "Passed on.") + part("out", "message/rfc822", inner)), "a.eml"));
    EXPECT_EQ(draft.title, "out");
    EXPECT_EQ(draft.text, "Passed on.\nOur story.\nMore.");
    EXPECT_EQ(draft.attachments.size(), 2U);
    const Draft headers = draft_of(
        submission(mail("out", part("out", "text/plain", "One.") +
                                   part("out", "text/rfc822-headers", "From: a@example.org\r\nSubject: x\r\n\r\nTwo.")),
                   "a.eml"));
    EXPECT_EQ(headers.text, "One.");
}

TEST(Enclosures, WinmailGivesItsFilesAndItsTextWhereTheMailHasNone) {
    const std::string tnef =
        made::tnef({{0x0037, 0x1E, "Subject"}, {0x1000, 0x1E, "Body."}}, made::tnef_file("a.txt", "File."));
    const Draft alone = draft_of(submission(tnef, "winmail.dat"));
    EXPECT_EQ(alone.title, "Subject");
    EXPECT_EQ(alone.text, "Body.\nFile.");
    EXPECT_EQ(names_of(alone), std::vector<std::string>{"a.txt"});
    const std::string type = "application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: binary";
    EXPECT_EQ(draft_of(submission(mail("m", part("m", "text/plain", "Body.") + part("m", type, tnef)), "a.eml")).text,
              "Body.\nFile.");
    const Draft silent = draft_of(submission(mail("m", part("m", type, tnef)), "a.eml"));
    EXPECT_EQ(silent.text, "Body.\nFile.");
    EXPECT_EQ(names_of(silent), (std::vector<std::string>{"winmail.dat", "a.txt"}));
}

}  // namespace
}  // namespace tangible::ingest
