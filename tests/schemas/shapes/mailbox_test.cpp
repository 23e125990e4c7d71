#include "schemas/ground/error.h"
#include "schemas/shapes/mailbox.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible {
namespace {

std::vector<Mailbox> mailboxes(const std::string& yaml) {
    return read_mailboxes(yaml::parse(yaml, "tangible.yaml").at("mailboxes"), "/data");
}

TEST(Mailboxes, have_defaults_for_most_settings) {
    const auto all = mailboxes("mailboxes:\n- {host: imap.example.org, user: stories, password_file: pw}\n");
    ASSERT_EQ(all.size(), 1u);
    const Mailbox& m = all[0];
    EXPECT_EQ(m.name, "stories");
    EXPECT_EQ(m.account(), "stories@imap.example.org");
    EXPECT_EQ(m.port, 993);
    EXPECT_EQ(m.tls, Mailbox::Tls::imaps);
    EXPECT_EQ(m.folder, "INBOX");
    EXPECT_EQ(m.after, Mailbox::After::keep);
    EXPECT_EQ(m.secret.file, "/data/pw");
    EXPECT_FALSE(m.secret.is_token);
    EXPECT_EQ(m.every_s, 300);
}

TEST(Mailboxes, read_every_setting) {
    const auto all =
        mailboxes("mailboxes:\n- {name: one, host: 127.0.0.1, port: 1143, tls: starttls, user: a@b, "
                  "token_command: \"print-token a\", folder: Stories/2026, after: \"move: Stored\", "
                  "every_s: 60, ca_file: /etc/ca.pem}\n"
                  "- {name: two, host: \"::1\", tls: none, user: a@b, password_file: /run/pw, after: mark}\n");
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].port, 1143);
    EXPECT_TRUE(all[0].secret.is_token);
    EXPECT_EQ(all[0].secret.command, "print-token a");
    EXPECT_EQ(all[0].after, Mailbox::After::move);
    EXPECT_EQ(all[0].move_to, "Stored");
    EXPECT_EQ(all[0].every_s, 60);
    EXPECT_EQ(all[0].ca_file, "/etc/ca.pem");
    EXPECT_EQ(all[1].port, 143);
    EXPECT_EQ(all[1].secret.file, "/run/pw");
    EXPECT_EQ(all[1].after, Mailbox::After::mark);
}

struct Wrong {
    const char *mailbox, *complaint;
};
const Wrong wrong[] = {
    {"{host: a, user: b, pasword_file: c}",
     "tangible.yaml:2: unknown word 'pasword_file' (did you mean 'password_file'?)"},
    {"{user: b, password_file: c}", "tangible.yaml:2: 'host' is missing here"},
    {"{host: a, user: b}", "tangible.yaml:2: there is no way to sign in here"},
    {"{host: a, user: b, password_file: c, token_file: d}", "tangible.yaml:2: there are two ways to sign in here"},
    {"{host: a, user: b, password_file: c, tls: startls}", "tangible.yaml:2: unknown kind of TLS 'startls'"},
    {"{host: a, user: b, password_file: c, tls: none}",
     "tangible.yaml:2: without TLS others on the network could read the password"},
    {"{host: 127.example.org, user: b, password_file: c, tls: none}", "tangible.yaml:2: without TLS"},
    {"{host: \"imaps://a/\", user: b, password_file: c}", "tangible.yaml:2: this is not a host name"},
    {"{host: a, user: \"b\\nc\", password_file: c}",
     "tangible.yaml:2: this value contains characters that cannot be printed"},
    {"{host: a, user: b, password_file: c, folder: \"I\\r\\nX\"}",
     "tangible.yaml:2: this value contains characters that cannot be printed"},
    {"{host: a, user: b, password_file: c, after: \"move:\"}", "tangible.yaml:2: the name of the folder is missing"},
    {"{host: a, user: b, password_file: c, after: \"move:INBOX\"}", "tangible.yaml:2: mails cannot be moved to"},
    {"{host: a, user: b, password_file: c, after: mrak}",
     "tangible.yaml:2: unknown way to deal with stored mails 'mrak'"},
    {"{host: a, user: b, password_file: c, port: 70000}", "tangible.yaml:2: must be between 1 and 65535"},
    {"{host: a, user: b, password_file: c, every_s: 1}", "tangible.yaml:2: must be between 10 and 86400"},
};

TEST(Mailboxes, report_a_mistake_with_its_line) {
    for (const Wrong& w : wrong) try {
            mailboxes(std::string("mailboxes:\n- ") + w.mailbox + "\n");
            ADD_FAILURE() << w.mailbox;
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::bad_schema);
            EXPECT_EQ(std::string(e.what()).substr(0, std::string_view(w.complaint).size()), w.complaint);
        }
}

TEST(Mailboxes, cannot_share_a_name_or_a_folder) {
    const std::string one = "- {name: one, host: a, user: b, password_file: c}\n";
    EXPECT_THROW(mailboxes("mailboxes:\n" + one + one), Error);
    EXPECT_THROW(mailboxes("mailboxes:\n" + one + "- {name: two, host: a, user: b, password_file: c}\n"), Error);
    EXPECT_EQ(mailboxes("mailboxes:\n" + one + "- {name: two, host: a, user: b, password_file: c, folder: d}\n").size(),
              2u);
}

TEST(MailProgress, is_kept_by_account_and_folder) {
    auto name = (std::filesystem::temp_directory_path() / "tangible-XXXXXX").string();
    const std::filesystem::path dir = mkdtemp(name.data());
    MailProgress p{"a@b", "INBOX", 4'000'000'000u, 17, {{3, true, "", 0, 0}, {9, false, "larger than 25 MB", 2, 1234}}};
    {
        Store store(dir, Store::Access::write);
        EXPECT_EQ(store.mail_progress("a@b", "INBOX"), (MailProgress{"a@b", "INBOX", 0, 0, {}}));
        store.put_mail_progress(p);
        store.put_mail_progress(MailProgress{"a@b", "Other", 1, 2, {{3, true, "", 0, 0}}});
    }
    Store store(dir, Store::Access::write);
    EXPECT_EQ(store.mail_progress("a@b", "INBOX"), p);
    p.last_uid = 18, p.leftovers.erase(p.leftovers.begin());
    store.put_mail_progress(p);
    EXPECT_EQ(store.mail_progress("a@b", "INBOX"), p);
    EXPECT_EQ(store.mail_progress("a@b", "Other").leftovers.size(), 1u);
    std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace tangible
