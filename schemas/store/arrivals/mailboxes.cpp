// How far the folders of mailboxes on IMAP servers were taken in. A folder's state is small, so each save replaces it
// as a whole.
#include "schemas/store/arrivals/mail.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {

MailProgress Mail::mail_progress(const std::string& account, const std::string& folder) {
    MailProgress p{account, folder, 0, 0, {}};
    auto row =
        impl_->db.ask("SELECT uid_validity, last_uid FROM mailboxes WHERE account = ? AND folder = ?", account, folder);
    if (!row.next()) return p;
    p.uid_validity = static_cast<std::uint32_t>(row.number(0));
    p.last_uid = static_cast<std::uint32_t>(row.number(1));
    auto left = impl_->db.ask("SELECT uid, stored, reason, tries, next_ms FROM mailbox_leftovers"
                              " WHERE account = ? AND folder = ? ORDER BY uid",
                              account, folder);
    while (left.next())
        p.leftovers.push_back({static_cast<std::uint32_t>(left.number(0)), left.number(1) == 1, left.text(2),
                               static_cast<int>(left.number(3)), left.number(4)});
    return p;
}

void Mail::put_mail_progress(const MailProgress& p) {
    Transaction change(impl_->db);
    impl_->db.run("INSERT OR REPLACE INTO mailboxes VALUES (?, ?, ?, ?)", p.account, p.folder,
                  std::int64_t{p.uid_validity}, std::int64_t{p.last_uid});
    impl_->db.run("DELETE FROM mailbox_leftovers WHERE account = ? AND folder = ?", p.account, p.folder);
    for (const auto& l : p.leftovers)
        impl_->db.run("INSERT INTO mailbox_leftovers VALUES (?, ?, ?, ?, ?, ?, ?)", p.account, p.folder,
                      std::int64_t{l.uid}, std::int64_t{l.stored}, l.reason, std::int64_t{l.tries}, l.next_ms);
    change.commit();
}

}  // namespace tangible
