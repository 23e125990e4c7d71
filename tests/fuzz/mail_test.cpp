// For any bytes at all, the mail reader neither crashes nor hangs, and gives valid UTF-8.
// With clang and -fsanitize=fuzzer, LLVMFuzzerTestOneInput is a fuzzer's; here seeded mutations go through its check.
#include "ingest/mail/mail.h"
#include "tests/fuzz/mutations.h"
#include <cstdlib>
#include <gtest/gtest.h>

namespace {

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t more = c < 0x80                ? 0
                                 : c >= 0xc2 && c < 0xe0 ? 1
                                 : c >= 0xe0 && c < 0xf0 ? 2
                                 : c >= 0xf0 && c < 0xf5 ? 3
                                                         : 9;
        if (more == 9 || i + more >= text.size()) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
        i += more + 1;
    }
    return true;
}

bool holds(std::string_view bytes) {
    namespace ingest = tangible::ingest;
    const ingest::Letter l = ingest::letter(bytes);
    ingest::looks_like_mail(bytes);
    bool utf8 = is_utf8(l.subject) && is_utf8(l.from.name) && is_utf8(l.text) && is_utf8(l.html);
    for (const auto& part : l.attachments) utf8 = utf8 && is_utf8(part.filename);
    std::size_t size = 0;
    for (const auto message : ingest::messages_in_mbox(bytes)) size += ingest::without_from_quotes(message).size();
    return utf8 && size <= bytes.size();
}

const std::vector<std::string> letters = {
    "From: Ann <ann@example.org>\nTo: Friends: b@example.org, \"C, D\" <c@example.org>;\nSubject: =?utf-8?Q?caf=C3?= "
    "=?utf-8?Q?=A9?=\n"
    "Date: Mon, 4 Mar 2019 11:20:30 +0100\nMessage-ID: <1@example.org>\n\nWe met at the mill.\n",
    "Subject: parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
    "boundary=\"out\"\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n"
    "--in\r\nContent-Type: text/plain; charset=iso-8859-1; format=flowed\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n\r\n> Caf=E9 =\r\nand \r\nmore\r\n--in\r\n"
    "Content-Type: text/html; charset=utf-16\r\nContent-Transfer-Encoding: "
    "base64\r\n\r\nPHA+aGk8L3A+\r\n--in--\r\n--out\r\nContent-Type: application/pdf;\r\n"
    " name*0*=utf-8''a%20; name*1=b.pdf\r\nContent-Disposition: attachment; "
    "filename=\"=?utf-8?B?Y2Fmw6kucGRm?=\"\r\n\r\n%PDF\r\n--out\r\nContent-Type: message/rfc822\r\n\r\n"
    "Subject: inner\r\n\r\ninner words\r\n--out--\r\n",
    "From MAILER-DAEMON Mon Mar  4 10:20:30 2019\nReturn-Path: <>\nSubject: Returned mail\nContent-Type: "
    "multipart/report; report-type=delivery-status; boundary=r\n\n"
    "--r\n\nIt failed.\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\nAction: "
    "failed\n--r--\n",
    "Subject: old\nContent-Transfer-Encoding: x-uuencode\nContent-Type: text/plain; charset=iso-2022-jp\n\nbegin 644 "
    "a\n#8V%F\n`\nend\n\x1b$BF|K\\\x1b(B\n",
    // A name cut off within a letter, and a body with a byte order mark and a stray byte.
    "Subject: a name\nContent-Type: application/pdf; "
    "name=\"\xd0\x9a\xd0\xb0\xd1\x80\xd1\x82\xd0\xb8\xd0\xbd\xd0\xba\xd0\xb0\xd0\xbe\xd1\x87\xd0\xb5\xd0\xbd"
    "\xd1\x8c\xd0\xb4\xd0\xbb\xd0\xb8\xd0\xbd\xd0\xbd\xd1\x8b\xd0\xbc\xd1\x87\xd1\x82\xd0\"\n\n%PDF\n",
    "Subject: a mark\n\n\xef\xbb\xbfWe met.\xff\n",
};
const std::vector<std::string> words = {"\n",
                                        "\r\n",
                                        "\n\n",
                                        "--out",
                                        "--in--",
                                        "\n--out\n",
                                        ": ",
                                        ";",
                                        "\"",
                                        "=?utf-8?B?",
                                        "?=",
                                        "=?",
                                        "=",
                                        "%",
                                        "*0*=",
                                        "charset=",
                                        "boundary=out",
                                        "Content-Type: multipart/mixed; boundary=x\n\n",
                                        "Content-Type: message/rfc822\n\n",
                                        "Content-Transfer-Encoding: base64\n",
                                        "<",
                                        ">",
                                        "(",
                                        ",",
                                        "From ",
                                        "\nFrom - \nA: b\n",
                                        std::string(1, '\0'),
                                        "\xff",
                                        "\xc3",
                                        "\x1b$B",
                                        "To: ",
                                        "@",
                                        ":;"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (!holds({reinterpret_cast<const char*>(data), size})) std::abort();
    return 0;
}

TEST(FuzzMail, valid_letters_give_valid_text) {
    for (const auto& each : letters) EXPECT_TRUE(holds(each));
}

TEST(FuzzMail, mutated_letters_give_valid_text) {
    int failed = 0;
    const int tried = tangible::fuzz::mutate_for(std::chrono::seconds(3), {1, letters, words},
                                                 [&](const std::string& bytes) { failed += !holds(bytes); });
    std::printf("  %d mutated letters\n", tried);
    EXPECT_EQ(failed, 0);
    EXPECT_GT(tried, 100);
}
