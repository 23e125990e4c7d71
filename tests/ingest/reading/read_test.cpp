#include "ingest/reading/read.h"
#include "tests/ingest/made_documents.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

Submission submission(std::string bytes, std::string filename = {}, Channel channel = Channel::upload,
                      std::string media_type = {}) {
    Submission s;
    s.channel = channel;
    s.filename = std::move(filename);
    s.media_type = std::move(media_type);
    s.received_ms = 1'551'694'830'000;  // 2019-03-04
    s.bytes = std::move(bytes);
    return s;
}

std::vector<Draft> drafts(const Submission& s) {
    Reading reading = read(s);
    const Rejection* no = std::get_if<Rejection>(&reading);
    EXPECT_EQ(no, nullptr) << (no ? no->reason + ": " + no->detail : "");
    return no ? std::vector<Draft>(1) : std::get<std::vector<Draft>>(reading);
}

std::string reason(const Submission& s) {
    Reading reading = read(s);
    const Rejection* no = std::get_if<Rejection>(&reading);
    return no ? no->reason : "";
}

Submission mail(const std::string& rest) {
    return submission(
        "From: A Teller <teller@example.org>\r\nTo: stories@example.org\r\nDate: Mon, 5 Mar 2018 10:20:30 +0000\r\n" +
            rest,
        "", Channel::mail);
}

const std::string words =
    "We asked the tenants first, and they told us what the hall was for. It took a winter of tea and patience.";

TEST(Read, ADocumentIsADraftWithTitleTextAndLanguage) {
    Draft draft = drafts(submission("The hall\n\n• " + words + "\n", "hall.txt"))[0];
    EXPECT_EQ(draft.title, "The hall");
    EXPECT_EQ(draft.text, "The hall\n" + words);
    EXPECT_EQ(draft.language, "en");
    EXPECT_EQ(drafts(submission(words, "folder/Our hall.txt"))[0].title, "Our hall");
}

TEST(Read, WhatCannotBeReadSaysWhy) {
    EXPECT_EQ(reason(submission("Rar! x", "a.rar")), "not_supported");
    EXPECT_EQ(reason(submission(made::pdf({}), "a.pdf")), "no_text");
    EXPECT_EQ(reason(submission("PK\x03\x04 cut", "a.docx")), "unreadable");
}

// ---- mail ----

TEST(ReadMail, TheSubjectIsTheTitleWithoutItsMarks) {
    for (auto [subject, title] : {std::pair{"Re: Fwd: The hall", "The hall"},
                                  {"AW: RE[2]: The hall", "The hall"},
                                  {"Really: The hall", "Really: The hall"},
                                  {"Re:", ""}})
        EXPECT_EQ(drafts(mail("Subject: " + std::string(subject) + "\r\n\r\n" + words))[0].title, title) << subject;
}

TEST(ReadMail, TheDateOfAMailIsNotTheYearOfItsStory) { EXPECT_EQ(drafts(mail("\r\n" + words))[0].details.year, 0); }

TEST(ReadMail, QuotedWordsAreCutAndKeptBeside) {
    Draft draft =
        drafts(mail("Subject: x\r\n\r\n" + words +
                    "\r\n\r\nOn Sun, 4 Mar 2018, Sam <sam@example.org> wrote:\r\n> Will you tell us?\r\n"))[0];
    EXPECT_EQ(draft.text, words);
    ASSERT_FALSE(draft.cuts.empty());
    EXPECT_NE(draft.cuts[0].text.find("Will you tell us?"), std::string::npos);
}

TEST(ReadMail, QuotedWordsOfAnHtmlMailAreCutToo) {
    Draft draft = drafts(mail("Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + words +
                              "</p><div class=gmail_quote><div>On Sun, 4 Mar 2018, Sam &lt;sam@example.org&gt; "
                              "wrote:</div><blockquote><p>Will you tell us?</p></blockquote></div>"))[0];
    EXPECT_EQ(draft.text, words);
    EXPECT_FALSE(draft.cuts.empty());
}

std::string with_file(const std::string& body, const std::string& type, const std::string& name,
                      const std::string& bytes) {
    return "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: "
           "text/plain; charset=utf-8\r\n\r\n" +
           body + "\r\n--b\r\nContent-Type: " + type + "\r\nContent-Disposition: attachment; filename=\"" + name +
           "\"\r\nContent-Transfer-Encoding: binary\r\n\r\n" + bytes + "\r\n--b--\r\n";
}

TEST(ReadMail, AnAttachedDocumentFollowsTheBody) {
    Draft draft = drafts(
        mail(with_file("Please find our story.", "application/octet-stream", "story.html", made::html({words}))))[0];
    EXPECT_EQ(draft.text, "Please find our story.\n" + words);
    ASSERT_EQ(draft.attachments.size(), 1u);
    EXPECT_EQ(draft.attachments[0].filename, "story.html");
    EXPECT_EQ(draft.attachments[0].sha256.size(), 64u);
}

TEST(ReadMail, PicturesAreListedAndBrokenFilesAreProblems) {
    Draft picture = drafts(mail(with_file(words, "image/png", "a.png", "\x89PNG\r\n")))[0];
    EXPECT_EQ(picture.attachments.size(), 1u);
    EXPECT_TRUE(picture.problems.empty());
    Draft locked = drafts(mail(with_file(words, "application/pdf", "a.pdf", "%PDF-1.4 broken")))[0];
    EXPECT_EQ(locked.text, words);
    EXPECT_EQ(locked.problems.size(), 1u);
}

TEST(ReadMail, AMailWithOnlyAnUnreadableFileSaysWhy) {
    Draft draft = drafts(mail(with_file("", "application/pdf", "a.pdf", "%PDF-1.4 broken")))[0];
    EXPECT_EQ(draft.text, "");
    EXPECT_EQ(draft.trouble.reason, "unreadable");
}

TEST(ReadMail, CalendarsAndCardsAreNotStories) {
    EXPECT_EQ(drafts(mail(with_file(words, "text/calendar", "invite.ics", "BEGIN:VCALENDAR")))[0].text, words);
}

// ---- form ----

std::string part(const std::string& name, const std::string& value, const std::string& filename = {}) {
    std::string file =
        filename.empty() ? "" : "; filename=\"" + filename + "\"\r\nContent-Type: application/octet-stream";
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n" + value + "\r\n";
}

Submission form(const std::string& parts) {
    return submission(parts + "--b--\r\n", "", Channel::form, "multipart/form-data; boundary=b");
}

TEST(ReadForm, WordsFilesAndAnswersAreRead) {
    Draft draft =
        drafts(form(part("title", "The hall") + part("story", words) + part("year", "2017") + part("place", " Leith ") +
                    part("partners", "council") + part("partners", "residents") + part("role", "volunteer") +
                    part("wording", "story-form/1") + part("uses", "team") + part("uses", "count") +
                    part("file", made::html({"And then."}), "more.html") + part("file", "", "")))[0];
    EXPECT_EQ(draft.title, "The hall");
    EXPECT_EQ(draft.text, words + "\nAnd then.");
    EXPECT_EQ(draft.details.year, 2017);
    EXPECT_EQ(draft.details.place, "Leith");
    EXPECT_EQ(draft.details.partners, (std::vector<std::string>{"council", "residents"}));
    ASSERT_TRUE(draft.details.consent);
    EXPECT_EQ(draft.details.consent->wording, "story-form/1");
    EXPECT_EQ(draft.details.consent->uses, (Uses{Use::team, Use::count}));
}

TEST(ReadForm, NoTicksAllowNothingAndNoQuestionLeavesConsentUnknown) {
    EXPECT_EQ(drafts(form(part("story", words) + part("wording", "story-form/1")))[0].details.consent->uses, Uses{});
    EXPECT_FALSE(drafts(form(part("story", words)))[0].details.consent);
}

TEST(ReadForm, AnIncompleteFormIsRefused) {
    EXPECT_EQ(reason(submission(part("story", words), "", Channel::form, "multipart/form-data; boundary=b")),
              "unreadable");
}

// ---- table ----

TEST(ReadTable, ARowIsAStory) {
    std::vector<Draft> found =
        drafts(submission("Title;Story;Year;Place;Partners;Consent\nThe hall;\"One.\nTwo.\";2017;Leith;council, "
                          "residents;team count\n;Three.;soon;;;\n;;2018;;;\n",
                          "a.csv"));
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].title, "The hall");
    EXPECT_EQ(found[0].text, "One.\nTwo.");
    EXPECT_EQ(found[0].details.year, 2017);
    EXPECT_EQ(found[0].details.partners, (std::vector<std::string>{"council", "residents"}));
    EXPECT_EQ(found[0].details.consent->uses, (Uses{Use::team, Use::count}));
    EXPECT_EQ(found[0].problems, std::vector<std::string>{"Row 4 has no story."});
    EXPECT_FALSE(found[1].details.consent);
    EXPECT_EQ(found[1].problems, std::vector<std::string>{"We could not understand the year."});
}

TEST(ReadTable, ConsentThatIsNotUnderstoodAllowsNothing) {
    Draft draft = drafts(submission("story,consent\nOne.,everything please\n", "a.csv"))[0];
    EXPECT_EQ(draft.details.consent->uses, Uses{});
    EXPECT_EQ(draft.problems.size(), 1u);
}

TEST(ReadTable, ATableWithoutAStoryColumnIsRefused) {
    Reading reading = read(submission("storry,year\nOne.,2019\n", "a.csv"));
    ASSERT_TRUE(std::holds_alternative<Rejection>(reading));
    EXPECT_EQ(std::get<Rejection>(reading).reason, "no_story_column");
    EXPECT_NE(std::get<Rejection>(reading).detail.find("did you mean 'story'"), std::string::npos);
    EXPECT_EQ(reason(submission("story\n\n", "a.csv")), "empty");
}

}  // namespace
}  // namespace tangible::ingest
