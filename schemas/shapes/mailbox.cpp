// Tables and small functions check single values: host names, ways to sign in, what happens to stored mails.
// read_mailbox() reads one entry with them, and read_mailboxes() refuses two entries for the same folder.
//
// The checks are strict where a mistake would cost most: a line end in a name would be read by the server as a command,
// and a password must not travel unencrypted.
#include "schemas/shapes/mailbox.h"
#include "schemas/yaml/names.h"
#include <algorithm>
#include <array>

namespace tangible {
namespace {

constexpr Named<Mailbox::Tls> tls_names[] = {
    {Mailbox::Tls::imaps, "imaps"}, {Mailbox::Tls::starttls, "starttls"}, {Mailbox::Tls::none, "none"}};
constexpr Named<Mailbox::After> after_names[] = {
    {Mailbox::After::keep, "keep"}, {Mailbox::After::mark, "mark"}, {Mailbox::After::move, "move:"}};

/// As value_in(), but complains at the node, so that the message has file and line.
template <class E, std::size_t n> E word_in(const Named<E> (&table)[n], const yaml::Node& node, const char* what) {
    try {
        return value_in(table, node.str(), what);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::usage) throw;
        node.complain(e.what(), e.hint);
    }
}

int whole(const yaml::Node& n, int low, int high) {
    const int v = n.number();
    if (v < low || v > high) n.complain("must be between " + std::to_string(low) + " and " + std::to_string(high));
    return v;
}

/// Returns a text without control characters.  IMAP sends one command on each line, so a line end inside a name would
/// begin another command.
const std::string& one_line(const yaml::Node& n) {
    if (n.str().empty()) n.complain("this value is empty");
    if (std::ranges::any_of(n.text, [](unsigned char c) { return c < ' ' || c == 127; }))
        n.complain("this value contains characters that cannot be printed");
    return n.text;
}

const std::string& host_name(const yaml::Node& n) {
    auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == ':'; };
    if (!std::ranges::all_of(one_line(n), allowed))
        n.complain("this is not a host name", "for example: imap.example.org; give the port under 'port'");
    return n.text;
}

/// Returns whether the host is this machine, judging by its name alone: "localhost", "::1" or 127.x.y.z.
bool on_this_machine(const std::string& host) {
    return host == "localhost" || host == "::1" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

/// Reads "keep", "mark", or "move:" and the name of a folder.
void take_after(Mailbox& m, const yaml::Node& n) {
    constexpr std::string_view move = "move:";
    const std::string& text = one_line(n);
    if (!text.starts_with(move)) {
        m.after = word_in(after_names, n, "way to deal with stored mails");
        return;
    }
    m.after = Mailbox::After::move;
    m.move_to = text.substr(text.find_first_not_of(' ', move.size()) == std::string::npos
                                ? text.size()
                                : text.find_first_not_of(' ', move.size()));
    if (m.move_to.empty()) n.complain("the name of the folder is missing", "for example: after: \"move:Stored\"");
}

/// A key that says where to read the secret.
struct SecretWord {
    const char* name;
    bool is_token, is_command;
};
constexpr SecretWord secret_words[] = {{"password_file", false, false},
                                       {"password_command", false, true},
                                       {"token_file", true, false},
                                       {"token_command", true, true}};

Mailbox::Secret secret_of(const yaml::Node& mailbox, const std::filesystem::path& base) {
    const std::string remedy = "give one of password_file, password_command, token_file, token_command";
    Mailbox::Secret secret;
    bool found = false;
    for (const SecretWord& word : secret_words) {
        const yaml::Node* n = mailbox.find(word.name);
        if (!n) continue;
        if (found) n->complain("there are two ways to sign in here", remedy);
        found = true;
        secret.is_token = word.is_token;
        if (word.is_command)
            secret.command = one_line(*n);
        else
            secret.file = base / one_line(*n);
    }
    if (!found) mailbox.complain("there is no way to sign in here", remedy);
    return secret;
}

// The ports are those of RFC 8314 and RFC 3501.  A visit every 10 seconds at most spares the server; one a day at
// least.
constexpr int imaps_port = 993, imap_port = 143, shortest_s = 10, longest_s = 86'400;

Mailbox read_mailbox(const yaml::Node& n, const std::filesystem::path& base) {
    n.only({"name", "host", "port", "tls", "user", "password_file", "password_command", "token_file", "token_command",
            "folder", "after", "every_s", "ca_file"});
    Mailbox m;
    m.host = host_name(n.at("host"));
    m.user = one_line(n.at("user"));
    m.name = n.find("name") ? one_line(n.at("name")) : m.user;
    m.secret = secret_of(n, base);
    if (const auto* tls = n.find("tls")) m.tls = word_in(tls_names, *tls, "kind of TLS");
    if (m.tls == Mailbox::Tls::none && !on_this_machine(m.host))
        n.at("tls").complain("without TLS others on the network could read the password",
                             "set tls: imaps or tls: starttls; use none only for this machine (127.0.0.1)");
    const auto* port = n.find("port");
    m.port = static_cast<std::uint16_t>(port                           ? whole(*port, 1, 65'535)
                                        : m.tls == Mailbox::Tls::imaps ? imaps_port
                                                                       : imap_port);
    if (const auto* folder = n.find("folder")) m.folder = one_line(*folder);
    if (const auto* after = n.find("after")) take_after(m, *after);
    if (m.after == Mailbox::After::move && m.move_to == m.folder)
        n.at("after").complain("mails cannot be moved to the folder that they come from");
    if (const auto* every = n.find("every_s")) m.every_s = whole(*every, shortest_s, longest_s);
    if (const auto* ca = n.find("ca_file")) m.ca_file = base / one_line(*ca);
    return m;
}

}  // namespace

std::vector<Mailbox> read_mailboxes(const yaml::Node& list, const std::filesystem::path& base) {
    std::vector<Mailbox> all;
    for (const yaml::Node& n : list.list()) {
        Mailbox m = read_mailbox(n, base);
        if (std::ranges::any_of(all, [&](const Mailbox& o) { return o.name == m.name; }))
            n.complain("two mailboxes are named '" + m.name + "'", "give each a 'name' of its own");
        if (std::ranges::any_of(all,
                                [&](const Mailbox& o) { return o.account() == m.account() && o.folder == m.folder; }))
            n.complain("this folder of this account is already in the list");
        all.push_back(std::move(m));
    }
    return all;
}

}  // namespace tangible
