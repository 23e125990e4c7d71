// Decides about automatic answers. why_not() checks the reasons for silence in turn, the most telling first; no reason
// left means that an answer may go. The identifiers of the mails that this one answers are collected in any case: they
// tell a follow-up to an earlier story.
#include "ingest/mail/answering.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

/// A long thread repeats all its ids in References; the nearest ones are enough.
constexpr std::size_t max_answers = 50;

/// Local parts of addresses that programs write from. is_program() adds names that begin or end in a telling way.
constexpr std::array<std::string_view, 9> programs = {"mailer-daemon", "postmaster", "noreply",
                                                      "no-reply",      "donotreply", "do-not-reply",
                                                      "bounce",        "bounces",    "listserv"};

bool is_program(std::string_view addr) {
    const std::string_view local = addr.substr(0, addr.find('@'));
    return std::ranges::find(programs, local) != programs.end() || local.starts_with("owner-") ||
           local.ends_with("-owner") || local.ends_with("-request") || local.starts_with("bounce-") ||
           local.starts_with("bounces-") || local.ends_with("-bounces") || local.starts_with("noreply") ||
           local.starts_with("no-reply");
}

/// Decides whether the mail came through a mailing list (RFC 2369, RFC 2919).
bool has_list_field(const Fields& fields) {
    return std::ranges::any_of(fields.all,
                               [](const auto& field) { return lower_ascii(field.first).starts_with("list-"); });
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, lower_ascii(trimmed(value))) != words.end();
}

/// Decides whether the sender's program asks for no automatic answers (Exchange's X-Auto-Response-Suppress).
bool asks_for_silence(const Fields& fields) {
    const std::string wish = lower_ascii(fields.all_of("x-auto-response-suppress"));
    return std::ranges::any_of(std::array{"all", "oof", "autoreply"},
                               [&](std::string_view word) { return wish.find(word) != wish.npos; });
}

/// Decides whether a program sent the mail: any Auto-Submitted but "no" (RFC 3834 5), or fields from before that RFC.
bool is_automatic(const Fields& fields) {
    const std::string declared = lower_ascii(trimmed(fields.get("auto-submitted")));
    return (!declared.empty() && declared != "no" && !declared.starts_with("no ") && !declared.starts_with("no;")) ||
           asks_for_silence(fields) || !fields.get("x-loop").empty() || !fields.get("x-autoreply").empty() ||
           !fields.get("x-autorespond").empty();
}

/// Decides whether the mail names nobody, or none of the addresses it was delivered to. Such a mail went to more people
/// than it says. An answer would reveal that we are among them, and could give a private link to words that are
/// somebody else's.
bool is_for_somebody_else(const Fields& fields, const Letter& letter) {
    if (letter.to.empty() && letter.cc.empty()) return true;
    std::string delivered;
    for (std::string_view name : {"delivered-to", "x-original-to", "envelope-to"})
        delivered += lower_ascii(fields.all_of(name)) + ",";
    if (delivered.size() == 3) return false;
    auto names = [&](const Address& each) { return delivered.find(each.addr) != delivered.npos; };
    return std::ranges::none_of(letter.to, names) && std::ranges::none_of(letter.cc, names);
}

/// Decides whether an address is one that a person could read answers at.
bool is_usable(std::string_view addr) { return std::ranges::count(addr, '@') == 1 && !is_program(addr); }

std::string why_not(const Fields& fields, const Letter& letter, const std::vector<Address>& reply_to) {
    if (letter.machine_class == "bounce" || trimmed(fields.get("return-path")) == "<>") return "bounce";
    if (letter.machine_class == "spam") return "spam";
    if (!letter.machine_class.empty() || is_automatic(fields) || is_program(letter.from.addr)) return "automatic";
    if (has_list_field(fields) || is_one_of(fields.get("precedence"), {"bulk", "junk", "list"})) return "list";
    if (!is_usable(letter.from.addr)) return "no_address";
    if (reply_to.size() == 1 && !is_usable(reply_to.front().addr)) return "no_address";
    return is_for_somebody_else(fields, letter) ? "not_addressed" : "";
}

/// Appends the ids in angle brackets, without duplicates. References lists the oldest first, so it is taken from its
/// end.
void add_identifiers(std::string_view raw, bool last_first, std::vector<std::string>& out) {
    std::vector<std::string> found;
    for (std::size_t open = 0; (open = raw.find('<', open)) != raw.npos; ++open) {
        const auto close = raw.find('>', open);
        if (close == raw.npos) break;
        found.emplace_back(trimmed(raw.substr(open + 1, close - open - 1)));
    }
    if (last_first) std::ranges::reverse(found);
    for (std::string& id : found)
        if (out.size() < max_answers && std::ranges::find(out, id) == out.end()) out.push_back(std::move(id));
}

/// Decides whether an id is safe to repeat in a header of ours. RFC 5322 2.1.1 limits a line to 998 bytes.
bool is_identifier(std::string_view id) {
    return !id.empty() && id.size() < 900 &&
           std::ranges::all_of(id, [](unsigned char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>'; });
}

}  // namespace

Answering answering(const Fields& fields, const Letter& letter, const std::vector<Address>& reply_to) {
    Answering answer;
    answer.not_because = why_not(fields, letter, reply_to);
    if (answer.not_because.empty()) answer.addr = letter.from.addr;
    if (is_identifier(letter.message_id)) answer.message_id = "<" + letter.message_id + ">";
    add_identifiers(fields.get("in-reply-to"), false, answer.answers);
    add_identifiers(fields.get("references"), true, answer.answers);
    return answer;
}

}  // namespace tangible::ingest
