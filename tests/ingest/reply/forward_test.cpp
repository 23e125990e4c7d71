#include "ingest/reading/read.h"
#include "ingest/reply/forward.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

const std::string words = "The caretaker gave us a key in March.\nWe have had it ever since, and we lock up.\n";

struct ForwardRow {
    const char* what;
    const char* subject;
    std::string body;
    const char *name, *addr, *original;
};

TEST(Forward, IsUnwrappedAsMailProgramsWriteIt) {
    const ForwardRow rows[] = {
        {"Gmail", "",
         "---------- Forwarded message ---------\nFrom: Ann Lee <ann@example.org>\nDate: Mon, 4 Mar 2019 at 10:20\n"
         "Subject: The key\nTo: <bo@example.org>\n\n\n" +
             words,
         "Ann Lee", "ann@example.org", "The key"},
        {"Apple, quoted, in Danish", "",
         "> Start på videresendt besked:\n> \n> Fra: Ann Lee <ann@example.org>\n> Emne: The key\n> Dato: 4. marts "
         "2019\n> "
         "\n> The caretaker gave us a key in March.\n> We have had it ever since, and we lock up.\n",
         "Ann Lee", "ann@example.org", "The key"},
        {"Outlook, fields alone", "FW: The key",
         "________________________________\nVon: Ann Lee <ann@example.org>\nGesendet: Montag, 4. März 2019 10:20\nAn: "
         "Bo\n"
         "Betreff: The key\n\n" +
             words,
         "Ann Lee", "ann@example.org", "The key"},
        {"Outlook, an attribution", "WG: The key",
         "Am 04.03.19, 10:20 schrieb \"Ann Lee\" <ann@example.org>:\n\n" + words, "Ann Lee", "ann@example.org",
         "The key"},
        {"Yahoo, all in one line", "",
         "  ----- Forwarded Message ----- From: Ann Lee <ann@example.org>To: \"Bo\" <bo@example.org>Sent: Monday, 4 "
         "March "
         "2019, 10:20:30 AM GMT+1Subject: The key\n" +
             words,
         "Ann Lee", "ann@example.org", "The key"},
        {"stars around the names", "",
         "-------- Forwarded Message --------\n*Subject: *The key\n*From: *ann@example.org\n*To: *bo@example.org\n\n" +
             words,
         "", "ann@example.org", "The key"},
    };
    for (const ForwardRow& row : rows) {
        const auto found = forwarded(row.body, row.subject);
        ASSERT_TRUE(found) << row.what;
        EXPECT_EQ(found->author, (Person{row.name, row.addr})) << row.what;
        EXPECT_EQ(found->subject, row.original) << row.what;
        EXPECT_EQ(found->body.substr(found->body.find_first_not_of('\n'), 20), words.substr(0, 20)) << row.what;
        EXPECT_EQ(found->covering, "") << row.what;
    }
}

TEST(Forward, IsRecognisedByItsSubject) {
    for (const char* subject : {"Fwd: The key", "FW : The key", "WG: The key", "Tr\u00a0: The key", "\u0130LT: The key",
                                "TOV\u00c1BB\u00cdT\u00c1S: x", "Redir.: x", "\u8ee2\u9001: x"})
        EXPECT_TRUE(is_forward_subject(subject)) << subject;
    for (const char* subject : {"The key", "Re: Fwd: The key", "Fwd", "Truth: a story", "I, too: a story", ""})
        EXPECT_FALSE(is_forward_subject(subject)) << subject;
}

TEST(Forward, IsNotSeenInReplies) {
    const std::pair<const char*, std::string> rows[] = {
        {"Re: The key",
         "Thank you, that is lovely.\n\nFrom: Ann <ann@example.org>\nSent: 4 March 2019\nSubject: The key\n\n" + words},
        {"Re: The key", "Thank you.\n\nOn Mon, 4 Mar 2019 at 10:20, Ann <ann@example.org> wrote:\n> " + words},
        {"Re: The key",
         "Thank you.\n\n-----Original Message-----\nFrom: Ann <ann@example.org>\nSubject: The key\n\n" + words},
        {"The key", words},
        {"Fwd: The key", words},
        {"", ""},
        {"Fwd:", "From:\nFrom:\n"},
        {"Fwd:", "----- : ----- : : :"},
    };
    for (const auto& [subject, body] : rows) EXPECT_FALSE(forwarded(body, subject)) << body;
}

Submission mail(const std::string& body) {
    Submission s;
    s.channel = Channel::mail;
    s.bytes = "From: Bo Day <bo@example.org>\nDate: Mon, 4 Mar 2024 10:20:30 +0000\nSubject: Fwd: The key\n\n" + body;
    return s;
}
Draft draft(const Submission& s) { return std::get<std::vector<Draft>>(read(s)).front(); }

const std::string passed_on = "One for you, from our hall.\n\n---------- Forwarded message ---------\nFrom: Ann Lee "
                              "<ann@example.org>\nDate: 4 March 2019\nSubject: The key\n\n" +
                              words + "\n-- \nAnn\n";

TEST(ReadForward, TheForwardedWordsAreTheStory) {
    const Draft d = draft(mail(passed_on));
    EXPECT_EQ(d.text, "The caretaker gave us a key in March.\nWe have had it ever since, and we lock up.");
    EXPECT_EQ(d.title, "The key");
    EXPECT_EQ(d.details.year, 0) << "the date of the mail is not the year of its story";
    ASSERT_TRUE(d.senders);
    EXPECT_EQ(d.senders->sender, (Person{"Bo Day", "bo@example.org"}));
    EXPECT_EQ(d.senders->author, (Person{"Ann Lee", "ann@example.org"}));
    ASSERT_EQ(d.cuts.size(), 3u);
    EXPECT_EQ(d.cuts[0].kind, CutKind::covering);
    EXPECT_EQ(d.cuts[1].kind, CutKind::header);
    EXPECT_EQ(d.cuts[2].kind, CutKind::signature);
}

TEST(ReadForward, WhatWasCutCanBePutBack) {
    Submission s = mail(passed_on);
    for (const Cut& cut : draft(s).cuts) s.put_back.push_back(sha256_hex(cut.text));
    const Draft d = draft(s);
    EXPECT_TRUE(d.cuts.empty());
    EXPECT_TRUE(d.text.starts_with("One for you, from our hall.\n")) << d.text;
    EXPECT_TRUE(d.text.ends_with("-- \nAnn") || d.text.ends_with("--\nAnn")) << d.text;
}

TEST(ReadForward, MoreWordsAboveThanBelowAreTheSendersOwnStory) {
    std::string own;
    for (int i = 0; i < 20; ++i) own += "We held the meeting ourselves, and it took until ten at night.\n";
    const Draft d = draft(mail(own + passed_on));
    EXPECT_TRUE(d.text.starts_with("We held the meeting ourselves"));
    EXPECT_FALSE(d.senders->author);
}

}  // namespace
}  // namespace tangible::ingest
