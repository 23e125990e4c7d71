#include "ingest/arrival/trace.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

const std::string words = "From: ann@example.org\nSubject: Keys\n\nThe key was on a nail.\n";
const std::string earlier = "Received: from b by c; Mon, 4 Mar 2019 10:20:30 +0000\n";
const std::string last = "Received: from c by us\n\tid AAAA; Mon, 4 Mar 2019 10:20:31 +0000\n";

std::string with_crlf(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

TEST(Trace, a_mail_handed_over_again_is_the_same_mail) {
    const std::string mail = last + earlier + words;
    const std::string again[] = {
        mail,
        with_crlf(mail),
        "From ann@example.org Mon Mar  4 10:20:31 2019\n" + mail,
        "Return-Path: <ann@example.org>\nX-Original-To: a@example.org\nDelivered-To: b@example.org\n" + mail,
        "Authentication-Results: us; spf=pass\n" + mail,
        "Received: from c by us\n\tid BBBB; Mon, 4 Mar 2019 11:00:00 +0000\n" + earlier + words,
        last + "Received-SPF: pass\n" + earlier + words,
        last + earlier + "Status: RO\nX-UID: 7\n" + words,
        mail + "\n",
        with_crlf(mail) + "\r\n\r\n",
    };
    for (const std::string& other : again) EXPECT_EQ(key_without_last_hop(other), key_without_last_hop(mail)) << other;
}

TEST(Trace, another_mail_has_another_key) {
    const std::string mail = last + earlier + words;
    const std::string others[] = {
        words,  // one hop fewer, and we know nothing about that hop
        last + "Received: from x by c; Mon, 4 Mar 2019 10:20:30 +0000\n" + words,
        last + earlier + "From: eve@example.org\nSubject: Keys\n\nThe key was on a nail.\n",
        last + earlier + "From: ann@example.org\nSubject: Keys\n\nThe key was lost.\n",
        last + earlier + "From: ann@example.org\nSubject: Keys\n\n",
        "Subject: x\n" + mail,
        last + earlier + "Return-Path: <x@example.org>\n" + words,  // not in front, so somebody else wrote it
        last + earlier + words + "Status: RO\n",                    // in the text
        "",
        "\n",
        "Received: x",
        "Received: x\n\n",
        "From ",
        ":\n:\n",
    };
    for (const std::string& other : others) EXPECT_NE(key_without_last_hop(other), key_without_last_hop(mail)) << other;
    EXPECT_NE(key_without_last_hop("From: a\nReceived: x\nSubject: y\n\nz"),
              key_without_last_hop("From: b\nReceived: x\nSubject: y\n\nz"));
}

TEST(Trace, the_envelope_is_put_in_front_once) {
    const std::string both = "Return-Path: <a@example.org>\nDelivered-To: s@example.org\nDelivered-To: t@example.org\n";
    const struct {
        std::string mail, wanted;
    } rows[] = {
        {last + words, both + last + words},
        {words, both + words},
        {"", both},
        {"no mail at all", both + "no mail at all"},
        {"Return-Path: <x@example.org>\n" + last + words,
         "Delivered-To: s@example.org\nDelivered-To: t@example.org\nReturn-Path: <x@example.org>\n" + last + words},
        {"Return-Path: <x@example.org>\nX-Original-To: u@example.org\nDelivered-To: v@example.org\n" + last + words,
         "Return-Path: <x@example.org>\nX-Original-To: u@example.org\nDelivered-To: v@example.org\n" + last + words},
        {last + "Return-Path: <forged@example.org>\n" + words,
         both + last + "Return-Path: <forged@example.org>\n" + words},
        {"From a Mon Mar  4 10:20:31 2019\n" + words, "From a Mon Mar  4 10:20:31 2019\n" + both + words},
    };
    const std::string recipients[] = {"s@example.org", "t@example.org"};
    for (const auto& row : rows) EXPECT_EQ(with_envelope(row.mail, "a@example.org", recipients), row.wanted);
    EXPECT_EQ(with_envelope("x", "", {}), "Return-Path: <>\nx");
}

}  // namespace
}  // namespace tangible::ingest
