// Invented mails, one for each rule of mail.h; the tests of real mails are in mail_sets_test.cpp.
#include "ingest/mail/mail.h"
#include "schemas/ground/ascii.h"
#include <ctime>
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

std::string mail(const std::string& header, const std::string& body = "Hello.\n") { return header + "\n" + body; }

/// A multipart of the given kind; each part is its header lines, an empty line and its body.
std::string parts(const std::string& kind, const std::vector<std::string>& each, const std::string& boundary = "edge") {
    std::string out =
        "Subject: parts\nContent-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\n\nfor old programs\n";
    for (const auto& part : each) out += "--" + boundary + "\n" + part + "\n";
    return out + "--" + boundary + "--\n";
}

TEST(Mail, reads_the_header) {
    const Letter l = letter(
        mail("From: \"Ann, of the Mill\" <Ann@Example.org>\nTo: b@example.org, Friends: c@example.org, d@example.org;\n"
             "To: e@example.org\nCc: f@example.org (Fay)\nSubject: A long\n way\nDate: Mon, 4 Mar 2019 11:20:30 +0100\n"
             "Message-ID: <one@example.org>\nIn-Reply-To: <zero@example.org> \n"));
    EXPECT_EQ(l.subject, "A long way");
    EXPECT_EQ(l.from.addr, "ann@example.org");
    EXPECT_EQ(l.from.name, "Ann, of the Mill");
    ASSERT_EQ(l.to.size(), 4u);
    EXPECT_EQ(l.to[2].addr, "d@example.org");
    ASSERT_EQ(l.cc.size(), 1u);
    EXPECT_EQ(l.date_utc, "2019-03-04T10:20:30Z");
    EXPECT_EQ(l.message_id, "one@example.org");
    EXPECT_EQ(l.in_reply_to, "zero@example.org");
    EXPECT_EQ(trimmed(l.text), "Hello.");
    EXPECT_EQ(l.machine_class, "");
}

struct Word {
    const char* written;
    const char* read;
};

TEST(Mail, decodes_words_in_headers) {
    for (const Word& word : {
             Word{"=?utf-8?Q?caf=C3=A9_society?=", "café society"},
             Word{"=?UTF-8?B?Y2Fmw6k=?= and more", "café and more"},
             Word{"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"},  // a character in two words
             Word{"=?utf-8?Q?a?=\n =?utf-8?Q?b?=", "ab"},
             Word{"=?utf-8*en?Q?a=20b?=", "a b"},
             Word{"=?iso-8859-2?Q?=B3?=", "ł"},
             Word{"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= =?iso-2022-jp?B?GyRCOGwbKEI=?=", "日本語"},
             Word{"=?no-such-charset?Q?plain?=", "plain"},
             Word{"=?utf-8?X?what?=", "=?utf-8?X?what?="},
             Word{"1 =? 2", "1 =? 2"},
             Word{"raw café", "raw café"},
         })
        EXPECT_EQ(letter(mail("From: a@example.org\nSubject: " + std::string(word.written) + "\n")).subject, word.read)
            << word.written;
}

struct From {
    const char* written;
    const char* addr;
    const char* name;
};

TEST(Mail, reads_addresses_as_people_write_them) {
    for (const From& from : {
             From{"=?utf-8?Q?D=2C_=3Cx=3E?= <d@example.org>", "d@example.org", "D, <x>"},
             From{"\"=?utf-8?Q?=C5=81ucja?=\" <l@example.org>", "l@example.org", "Łucja"},
             From{"l@example.org (Lucy)", "l@example.org", "Lucy"},
             From{"Lucy l@example.org", "l@example.org", "Lucy"},
             From{"The committee", "", "The committee"},
             From{"", "", ""},
         }) {
        const Letter l = letter(mail("From: " + std::string(from.written) + "\nSubject: x\n"));
        EXPECT_EQ(l.from.addr, from.addr) << from.written;
        EXPECT_EQ(l.from.name, from.name) << from.written;
    }
}

TEST(Mail, keeps_both_bodies_of_an_alternative) {
    const Letter l =
        letter(parts("alternative", {"Content-Type: text/plain\n\nplain", "Content-Type: text/html\n\n<p>rich</p>"}));
    EXPECT_EQ(l.text, "plain");
    EXPECT_EQ(l.html, "<p>rich</p>");
    EXPECT_TRUE(l.attachments.empty());
}

TEST(Mail, joins_inline_texts_in_order) {
    const Letter l = letter(
        parts("mixed", {"Content-Type: text/plain\n\none",
                        "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nAAEC", "\ntwo"}));
    EXPECT_EQ(l.text, "one\ntwo");
    ASSERT_EQ(l.attachments.size(), 1u);
    EXPECT_EQ(l.attachments[0].filename, "a.png");
    EXPECT_EQ(l.attachments[0].bytes, std::string("\0\1\2", 3));
}

TEST(Mail, an_attached_text_is_not_a_body) {
    const Letter l = letter(
        parts("mixed",
              {"\nbody",
               "Content-Type: text/plain\nContent-Disposition: attachment; filename=\"notes; final.txt\"\n\nnotes"}));
    EXPECT_EQ(l.text, "body");
    ASSERT_EQ(l.attachments.size(), 1u);
    EXPECT_TRUE(l.attachments[0].attached);
    EXPECT_EQ(l.attachments[0].filename, "notes; final.txt");
    EXPECT_EQ(l.attachments[0].content_type, "text/plain");
}

struct Name {
    const char* disposition;
    const char* name;
};

TEST(Mail, reads_file_names_in_all_their_spellings) {
    for (const Name& name : {
             Name{"attachment; filename*=utf-8''caf%C3%A9.txt", "café.txt"},
             Name{"attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=\".txt\"", "café.txt"},
             Name{"attachment; filename*1=b.txt; filename*0=a", "ab.txt"},
             Name{"attachment; filename=\"=?utf-8?B?Y2Fmw6kudHh0?=\"", "café.txt"},
             Name{"attachment; filename=bare name.txt", "bare name.txt"},
             Name{"attachment; FileName=\"a\\\"b.txt\"", "a\"b.txt"},
             Name{"attachment; filename*=broken", "broken"},
             Name{"attachment", ""},
         }) {
        const Letter l = letter(parts("mixed", {"Content-Type: application/pdf\nContent-Disposition: " +
                                                std::string(name.disposition) + "\n\nx"}));
        ASSERT_EQ(l.attachments.size(), 1u) << name.disposition;
        EXPECT_EQ(l.attachments[0].filename, name.name) << name.disposition;
    }
}

TEST(Mail, an_enclosed_message_is_attached_unchanged) {
    const std::string inner = "Subject: inner\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\ninside\n--in--";
    const Letter l = letter(parts("mixed", {"\nouter", "Content-Type: message/rfc822\n\n" + inner, "\nlast"}));
    EXPECT_EQ(l.text, "outer\nlast");
    ASSERT_EQ(l.attachments.size(), 1u);
    EXPECT_EQ(l.attachments[0].content_type, "message/rfc822");
    EXPECT_EQ(l.attachments[0].bytes, inner);
}

TEST(Mail, an_enclosed_message_keeps_the_fields_of_its_body) {
    const std::string inner = "Content-Type: text/plain\n\nHello again.";
    const Letter l = letter(parts("mixed", {"Content-Type: message/rfc822\n\n" + inner}));
    ASSERT_EQ(l.attachments.size(), 1u);
    EXPECT_EQ(l.attachments[0].bytes, inner);
}

TEST(Mail, a_line_end_before_a_boundary_does_not_belong_to_the_part) {
    const std::string body = "--edge\r\nContent-Type: text/plain\r\n\r\none=\n--edge\r\n\r\ntwo\r\n--edge--\r\n";
    EXPECT_EQ(letter("Content-Type: multipart/mixed; boundary=edge\r\n\r\n" + body).text, "one=\ntwo");
}

TEST(Mail, a_boundary_needs_no_semicolon_before_it) {
    for (const char* type : {"multipart/mixed boundary=edge", "multipart/mixed\n\tboundary=\"edge\""}) {
        const Letter l = letter("Content-Type: " + std::string(type) + "\n\n--edge\n\none\n--edge--\n");
        EXPECT_EQ(trimmed(l.text), "one") << type;
        EXPECT_TRUE(l.problems.empty()) << type;
    }
}

TEST(Mail, joins_flowed_lines) {
    const std::string flowed = "A line \nthat flows\n>> quoted \n>> on\n> less\n From stuffed\n-- \nAnn\n";
    EXPECT_EQ(letter(mail("From: a@example.org\nContent-Type: text/plain; format=flowed\n", flowed)).text,
              "A line that flows\n>> quoted on\n> less\nFrom stuffed\n-- \nAnn\n");
    EXPECT_EQ(
        letter(mail("From: a@example.org\nContent-Type: text/plain; format=flowed; delsp=yes\n", "half \nword\n")).text,
        "halfword\n");
}

struct Coded {
    const char* encoding;
    const char* body;
    const char* text;
};

TEST(Mail, decodes_transfer_encodings) {
    for (const Coded& coded : {
             Coded{"quoted-printable", "caf=C3=A9 =\nau lait =3D =zz\n", "café au lait = =zz\n"},
             Coded{"BASE64", "Y2Fmw6k=\n", "café"},
             Coded{"base64", "Y2Fm\nw6k=Y2Fmw6k=\n", "cafécafé"},  // padded twice
             Coded{"base64", "Y2F*mw6k", "café"},
             Coded{"8bit", "café\n", "café\n"},
             Coded{"x-uuencode", "begin 644 a\n#8V%F\n`\nend\n", "caf"},
             Coded{"no-such", "as it is\n", "as it is\n"},
         })
        EXPECT_EQ(
            letter(mail("From: a@example.org\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: " +
                            std::string(coded.encoding) + "\n",
                        coded.body))
                .text,
            coded.text)
            << coded.encoding << ": " << coded.body;
}

TEST(Mail, text_without_charset_is_read) {
    const Letter l = letter(mail("From: a@example.org\n", "na\xc3\xafve\n"));
    EXPECT_EQ(l.text, "naïve\n");
    EXPECT_EQ(l.text_charset, "UTF-8");
}

TEST(Mail, finds_where_a_broken_header_ends) {
    EXPECT_EQ(letter("\n \n From: a@example.org\nSubject: after blanks\n\nHello.\n").subject, "after blanks");
    EXPECT_EQ(letter("From a@example.org Mon Mar  4 10:20:30 2019\nSubject: from line\n\nHello.\n").subject,
              "from line");
    EXPECT_EQ(letter("From: a@example.org\rSubject: old Mac\r\rHello.\r").subject, "old Mac");
    const Letter unfolded = letter("From: a@example.org\nReceived: by one\nfor two\nSubject: lost fold\n\nHello.\n");
    EXPECT_EQ(unfolded.subject, "lost fold");
    EXPECT_EQ(letter("Just words.\nAnd more.\n").text, "Just words.\nAnd more.\n");
    const Letter no_blank = letter("Subject: x\nContent-Type: multipart/mixed; boundary=b\n--b\n\nHello.\n--b--\n");
    EXPECT_EQ(no_blank.text, "Hello.");
}

TEST(Mail, missing_parts_lose_no_text) {
    const Letter l = letter(mail("Subject: x\nContent-Type: multipart/mixed; boundary=b\n", "No part begins here.\n"));
    EXPECT_EQ(trimmed(l.text), "No part begins here.");
    EXPECT_FALSE(l.problems.empty());
    EXPECT_EQ(
        trimmed(letter(mail("Subject: x\nContent-Type: multipart/mixed; boundary=b\n", "--b\n\nNever closed.\n")).text),
        "Never closed.");
}

struct Machine {
    const char* header;
    const char* body;
    const char* kind;
};

TEST(Mail, recognises_mails_from_machines) {
    for (const Machine& machine : {
             Machine{"From: MAILER-DAEMON@example.org\nSubject: Returned mail", "It failed.", "bounce"},
             Machine{"From: Mail Delivery System <x@example.org>\nSubject: x", "It failed.", "bounce"},
             Machine{"Return-Path: <>\nFrom: gateway@example.org\nSubject: Undeliverable: our visit", "No.", "bounce"},
             Machine{"From: a@example.org\nX-Failed-Recipients: b@example.org\nSubject: x", "No.", "bounce"},
             Machine{"From: a@example.org\nSubject: x\nContent-Type: multipart/report; report-type=delivery-status; "
                     "boundary=b",
                     "--b--", "bounce"},
             Machine{"From: a@example.org\nSubject: x\nContent-Type: multipart/report; report-type=feedback-report; "
                     "boundary=b",
                     "--b--", "feedback_report"},
             Machine{"From: a@example.org\nSubject: x\nContent-Type: multipart/report; "
                     "report-type=disposition-notification; boundary=b",
                     "--b--", "auto_reply"},
             Machine{"From: a@example.org\nAuto-Submitted: auto-replied (vacation)\nSubject: x", "Away.", "auto_reply"},
             Machine{"From: a@example.org\nPrecedence: auto_reply\nSubject: x", "Away.", "auto_reply"},
             Machine{"From: a@example.org\nList-Unsubscribe: <https://x>\nPrecedence: bulk\nSubject: x", "News.",
                     "newsletter"},
             Machine{"From: a@example.org\nList-Unsubscribe: <https://x>\nFeedback-ID: 1:2\nSubject: x", "News.",
                     "newsletter"},
             Machine{"From: a@example.org\nList-Unsubscribe: <https://x>\nList-Post: <mailto:l@x>\nPrecedence: bulk\n"
                     "Subject: x",
                     "We met.", ""},
             Machine{"From: a@example.org\nX-Spam-Flag: YES\nSubject: x", "We met.", "spam"},
             Machine{"From: a@example.org\nSubject: Automatic reply: our garden", "Away.", "auto_reply"},
             Machine{"From: a@example.org\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique?= : jardin", "Absent.",
                     "auto_reply"},
             // Capitals outside ASCII: "Échec de la remise", "Автоматический ответ".
             Machine{"From: postmaster@example.org\nSubject: =?utf-8?Q?=C3=89chec_de_la_remise?=", "Non.", "bounce"},
             Machine{"From: a@example.org\nSubject: "
                     "=?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGCOiDRgdCw0LQ=?=",
                     "Нет.", "auto_reply"},
             // People.
             Machine{"From: a@example.org\nAuto-Submitted: no\nSubject: x", "We met.", ""},
             Machine{"From: a@example.org\nPrecedence: list\nSubject: x", "We met.", ""},
             Machine{"From: a@example.org\nSubject: Delivery failure of our food parcels", "The van broke down.", ""},
             Machine{"From: a@example.org\nSubject: Re: Automatic reply: our garden", "We met.", ""},
             Machine{"From: postmaster@example.org\nSubject: How the post office became ours", "We met in March.", ""},
         })
        EXPECT_EQ(letter(mail(std::string(machine.header) + "\n", machine.body)).machine_class, machine.kind)
            << machine.header;
}

TEST(Mail, is_told_from_other_texts) {
    for (const char* yes :
         {"Received: from a\n\n", "From: a@example.org\nTo: b@example.org\n\n", "Return-Path: <a@example.org>\n",
          "From a@example.org Mon Mar  4 10:20:30 2019\nSubject: x\nDate: y\n\n", "Subject: a\n b\nFrom: c\n\n"})
        EXPECT_TRUE(looks_like_mail(yes)) << yes;
    for (const char* no : {"", "\n", "Note: we met.\nPlace: Leeds\n\nWe ...", "Dear all,\nFrom: here\nTo: there\n",
                           "Date: 3 May\n\nWe met.", "From the start"})
        EXPECT_FALSE(looks_like_mail(no)) << no;
}

/// The processor time of reading a mail: that is what a confined reader has little of, however busy the machine is.
double seconds(const std::string& bytes, Letter& out) {
    const auto begin = std::clock();
    out = letter(bytes);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

TEST(Mail, stays_within_its_limits) {
    std::string deep;
    for (int i = 0; i < 900; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    struct Bomb {
        const char* what;
        std::string bytes;
        bool complains;
    };
    for (const Bomb& bomb : {
             Bomb{"parts",
                  "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\nx\n", 300'000), true},
             Bomb{"header lines", repeated("X-A: b\n", 200'000) + "\nHello.\n", true},
             Bomb{"a long line", "Subject: " + std::string(4'000'000, 'x') + "\n\nHello.\n", true},
             Bomb{"nesting", "Subject: x\n" + deep, true},
             Bomb{"addresses", "To: " + repeated("a@example.org,\n ", 3'000'000 / 16) + "\n\nHello.\n", true},
             Bomb{"groups", "To: " + repeated("a:", 30'000) + "\n\nHello.\n", false},
             Bomb{"comments", "To: " + repeated("(", 60'000) + "\n\nHello.\n", false},
             Bomb{"words", "Subject: " + repeated("=?a?q?", 10'000) + "\n\nHello.\n", false},
             Bomb{"parameters", "Content-Type: text/plain; " + repeated("a*0*=;", 10'000) + "\n\nHello.\n", false},
             Bomb{"size", "Subject: x\n\n" + std::string(std::size_t{26} << 20, 'x'), true},
         }) {
        Letter l;
        EXPECT_LT(seconds(bomb.bytes, l), 10) << bomb.what;
        EXPECT_EQ(!l.problems.empty(), bomb.complains) << bomb.what;
    }
}

TEST(Mail, a_parameter_name_that_gmime_cannot_write_back_does_no_harm) {
    const std::string name(72, 'n');
    const Letter l = letter(mail("Subject: x\nContent-Type: text/plain; " + name + "=\"caf\xe9\"\n"));
    EXPECT_EQ(trimmed(l.text), "Hello.");
}

}  // namespace
}  // namespace tangible::ingest
