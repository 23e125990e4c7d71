// Puts each mail together from fixed sentences and passes it to written() of serve/mail/own_mail.h. Control characters
// in titles and names become spaces. A digest lists at most 50 stories.
#include "serve/searches/digest_mail.h"
#include "serve/mail/own_mail.h"
#include <algorithm>

namespace tangible::serve {
namespace {

constexpr std::size_t most_listed = 50;  // more than anybody reads in a mail

/// Replaces control characters, line ends among them, by spaces, so that a title cannot begin a line of its own.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
    return text;
}

const char* how_often(int days) { return days == 1 ? "at most once a day" : "at most once a week"; }

/// Returns the parts that all mails to a subscription share.
OwnMail begun(const Config& config, const DigestFor& about) {
    OwnMail mail;
    mail.to = about.subscription.addr;
    mail.message_id = fresh_message_id(config);
    mail.sent_ms = about.sent_ms;
    mail.more = {{"Auto-Submitted", "auto-generated"}};
    return mail;
}

/// Returns the list of stories in a digest: title, year, link and snippet of each.
std::string listed(const std::vector<News>& news) {
    std::string text;
    for (std::size_t i = 0; i < std::min(news.size(), most_listed); ++i) {
        const auto& n = news[i];
        text += "- " + one_line(n.title.empty() ? "A story without a title" : n.title);
        text += (n.year ? " (" + std::to_string(n.year) + ")" : "") + "\r\n  " + n.link + "\r\n";
        if (!n.snippet.empty()) text += "  " + one_line(n.snippet) + "\r\n";
        text += "\r\n";
    }
    if (news.size() > most_listed)
        text += "There are at least " + std::to_string(news.size() - most_listed) +
                " more. Open the search to see them all.\r\n\r\n";
    return text;
}

}  // namespace

std::string question_mail(const Config& config, const DigestFor& about) {
    auto mail = begun(config, about);
    const auto name = one_line(about.search.name);
    mail.subject = "Do you want emails about new stories?";
    mail.body = "Somebody, perhaps you, asked " + config.name + " to write to this address, " +
                how_often(about.subscription.every_days) + ", when there are new stories in this search:\r\n\r\n" +
                name + "\r\n" + config.base_url + "/saved/" + about.search.id +
                "\r\n\r\nIf you want these emails, open this link and say yes:\r\n\r\n" + about.link +
                "\r\n\r\nIf not, you do not need to do anything. We will not send you these emails, and we will delete "
                "your address after three "
                "days.\r\n";
    return written(config, mail);
}

std::string address_mail(const Config& config, const AddressCheck& check, const std::string& token,
                         std::int64_t sent_ms) {
    OwnMail mail{check.addr, "Is this your email address?",         fresh_message_id(config), sent_ms,
                 "",         {{"Auto-Submitted", "auto-generated"}}};
    mail.body = "The account " + one_line(check.account) + " at " + config.name +
                " gave this email address as its own. If the account is yours, sign in and open this link:\r\n\r\n" +
                config.base_url + "/account/address/" + token +
                "\r\n\r\nIf not, you do not need to do anything. We delete your address after three days.\r\n";
    return written(config, mail);
}

std::string digest_mail(const Config& config, const DigestFor& about, const std::vector<News>& news) {
    auto mail = begun(config, about);
    const auto name = one_line(about.search.name);
    const auto stop = about.link + "/stop";
    mail.subject = std::to_string(news.size()) + (news.size() == 1 ? " new story: " : " new stories: ") + name;
    mail.more.emplace_back("List-Unsubscribe", "<" + stop + ">");
    // One-click unsubscribing (RFC 8058) requires https.
    if (config.secure()) mail.more.emplace_back("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.body = "New stories at " + config.name + " in \"" + name + "\":\r\n\r\n" + listed(news) +
                "The whole search: " + config.base_url + "/saved/" + about.search.id +
                "\r\n\r\nYou asked for these emails, " + how_often(about.subscription.every_days) +
                ". To stop them and delete your address here, open this link:\r\n" + stop + "\r\n";
    return written(config, mail);
}

}  // namespace tangible::serve
