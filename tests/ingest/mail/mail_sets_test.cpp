// Compares real mails with what their origins state (expect.jsonl) and what unrelated parsers agree on
// (consensus.jsonl). Prints a line per set; TANGIBLE_SHOW=1 prints each field that differs.  The comparison allows for
// one deliberate difference: we count a message within a message as an attachment, and those parsers do not.
#include "ingest/mail/mail.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "tests/ingest/sets.h"
#include "tests/processor_time.h"
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

namespace tangible::ingest {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// Collapses white space, including no-break spaces, as the manifests do.
std::string collapsed(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t width = std::string_view(" \t\r\n\f\v").find(text[i]) != std::string_view::npos ? 1 : 0;
        for (const std::string_view space :
             {"\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
              "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u0085"})
            if (text.substr(i).starts_with(space)) width = space.size();
        if (width == 0)
            out += text[i];
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        if (width > 1) i += width - 1;
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

bool without_space_equal(const std::string& text, const json& sha) {
    std::string bare;
    for (const char c : text)
        if (std::string_view(" \t\r\n\f\v").find(c) == std::string_view::npos) bare += c;
    return sha256_hex(bare) == sha.get<std::string>();
}

std::string plain(const json& value) { return value.is_null() ? "" : collapsed(value.get<std::string>()); }
std::string bare_id(const json& value) {
    std::string id = plain(value);
    return id.starts_with('<') && id.ends_with('>') ? id.substr(1, id.size() - 2) : id;
}

bool same_text(const std::string& ours, const json& theirs) {
    return sha256_hex(collapsed(ours)) == theirs["sha256_ws"].get<std::string>();
}

/// Compares one part as a whole, and several parts by how each begins, in order.
bool same_parts(const std::string& ours, const json& parts) {
    if (parts.empty()) return collapsed(ours).empty();
    if (parts.size() == 1) return same_text(ours, parts[0]);
    const std::string all = collapsed(ours);
    std::size_t at = 0;
    for (const auto& part : parts) {
        at = all.find(plain(part["starts"]), at);
        if (at == all.npos) return false;
    }
    return true;
}

/// The parsers of consensus.jsonl count neither a message within a message nor a report for programs; the origins do.
bool is_message(const MailPart& part) { return part.content_type.starts_with("message/"); }
long counted(const Letter& letter, bool messages_too) {
    return std::count_if(letter.attachments.begin(), letter.attachments.end(),
                         [&](const MailPart& p) { return messages_too || !is_message(p); });
}

bool same_attachment(const MailPart& ours, const json& theirs) {
    if (theirs.contains("size") && theirs["size"] != ours.bytes.size()) return false;
    if (theirs.contains("sha256") && theirs["sha256"] != sha256_hex(ours.bytes)) return false;
    const bool named = theirs.contains("filename") && theirs["filename"].is_string();
    if (named && collapsed(ours.filename) != plain(theirs["filename"])) return false;
    for (const auto& piece : theirs.value("contains", json::array()))
        if (ours.bytes.find(piece.get<std::string>()) == std::string::npos) return false;
    return true;
}

bool all_attachments(const Letter& letter, const json& expected) {
    for (const auto& each : expected)
        if (std::none_of(letter.attachments.begin(), letter.attachments.end(),
                         [&](const MailPart& part) { return same_attachment(part, each); }))
            return false;
    return true;
}

/// Whether each leaf with text or bytes is in a body or is an attachment.
bool all_leaves(const Letter& letter, const json& leaves) {
    std::string texts, expected;
    for (const auto& leaf : leaves) {
        const json& sha = leaf["sha256_nows"];
        if (leaf.value("in_message", 0) > 0) continue;  // is in the attached message
        const bool attached = std::any_of(letter.attachments.begin(), letter.attachments.end(),
                                          [&](const MailPart& part) { return without_space_equal(part.bytes, sha); });
        const std::string both = collapsed(letter.text + "\n" + letter.html),
                          starts = plain(leaf.value("starts", json("")));
        if (!attached && both.find(starts.substr(0, 40)) == both.npos) return false;
    }
    return true;
}

std::set<std::string> names(const std::vector<Address>& list) {
    std::set<std::string> out;
    for (const Address& each : list) out.insert(each.addr);
    return out;
}

using Holds = std::function<bool(const Letter&, const json&)>;
const std::map<std::string, Holds> fields = {
    {"subject", [](const Letter& l, const json& v) { return collapsed(l.subject) == plain(v); }},
    {"from_addr", [](const Letter& l, const json& v) { return l.from.addr == plain(v); }},
    {"from_name", [](const Letter& l, const json& v) { return collapsed(l.from.name) == plain(v); }},
    {"to_addrs", [](const Letter& l, const json& v) { return names(l.to) == v.get<std::set<std::string>>(); }},
    {"date_utc", [](const Letter& l, const json& v) { return l.date_utc == plain(v); }},
    {"message_id", [](const Letter& l, const json& v) { return l.message_id == bare_id(v); }},
    {"text", [](const Letter& l, const json& v) { return same_text(l.text, v); }},
    {"html", [](const Letter& l, const json& v) { return same_text(l.html, v); }},
    {"text_parts", [](const Letter& l, const json& v) { return same_parts(l.text, v); }},
    {"html_parts", [](const Letter& l, const json& v) { return same_parts(l.html, v); }},
    {"text_equals_ws", [](const Letter& l, const json& v) { return collapsed(l.text) == plain(v); }},
    {"html_equals_ws", [](const Letter& l, const json& v) { return collapsed(l.html) == plain(v); }},
    {"text_contains",
     [](const Letter& l, const json& v) {
         return std::all_of(v.begin(), v.end(),
                            [&](const json& s) { return collapsed(l.text).find(plain(s)) != std::string::npos; });
     }},
    {"html_contains",
     [](const Letter& l, const json& v) {
         return std::all_of(v.begin(), v.end(),
                            [&](const json& s) { return collapsed(l.html).find(plain(s)) != std::string::npos; });
     }},
    {"attachment_count",
     [](const Letter& l, const json& v) { return counted(l, false) == v || counted(l, true) == v; }},
    {"attachments", [](const Letter& l, const json& v) { return all_attachments(l, v); }},
    {"leaves", [](const Letter& l, const json& v) { return all_leaves(l, v); }},
    {"machine_class", [](const Letter& l, const json& v) { return l.machine_class == plain(v); }},
    {"is_story", [](const Letter& l, const json& v) { return l.machine_class.empty() == v.get<bool>(); }},
    {"is_bounce", [](const Letter& l, const json& v) { return (l.machine_class == "bounce") == v.get<bool>(); }},
};

struct Tally {
    int files = 0, fields = 0, fields_hold = 0, rows = 0, rows_hold = 0, slowest_ms = 0;
    void operator+=(const Tally& o) {
        files += o.files, fields += o.fields, fields_hold += o.fields_hold, rows += o.rows, rows_hold += o.rows_hold;
        slowest_ms = std::max(slowest_ms, o.slowest_ms);
    }
};

void print(const std::string& name, const Tally& t) {
    std::printf("  %-22s %5d files %6d / %-6d fields %5.1f %%  %5d / %-5d rows  slowest %d ms\n", name.c_str(), t.files,
                t.fields_hold, t.fields, t.fields ? 100.0 * t.fields_hold / t.fields : 100.0, t.rows_hold, t.rows,
                t.slowest_ms);
}

class Reader {
public:
    explicit Reader(fs::path set) : set_(std::move(set)) {}
    /// To the three parsers, a mail with bare carriage returns is one endless header line.
    bool has_line_feeds(const std::string& input) const {
        return content(set_ / input).find('\n') != std::string::npos;
    }
    const Letter& of(const std::string& input, Tally& tally) {
        auto [at, is_new] = letters_.try_emplace(input);
        if (!is_new) return at->second;
        const auto begin = ProcessorTime::now();
        at->second = letter(content(set_ / input));
        const auto took = ProcessorTime::now() - begin;
        tally.slowest_ms =
            std::max<int>(tally.slowest_ms, std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
        ++tally.files;
        return at->second;
    }

private:
    fs::path set_;
    std::map<std::string, Letter> letters_;
};

void compare(const json& row, const std::string& source, const Letter& letter, Tally& tally) {
    static const bool show = std::getenv("TANGIBLE_SHOW") != nullptr;
    bool all = true;
    for (const auto& [key, value] : row["expect"].items()) {
        const auto field = fields.find(key);
        if (field == fields.end()) continue;
        ++tally.fields;
        const bool holds = field->second(letter, value);
        tally.fields_hold += holds;
        all = all && holds;
        if (!holds && show)
            std::cout << source << " " << row["id"] << " " << key << " " << value.dump().substr(0, 300) << "\n";
    }
    ++tally.rows;
    tally.rows_hold += all;
}

Tally run(const fs::path& set) {
    Tally tally;
    Reader reader(set);
    for (const char* manifest : {"expect.jsonl", "consensus.jsonl"}) {
        std::ifstream lines(set / manifest);
        for (std::string line; std::getline(lines, line);) {
            const json row = json::parse(line);
            const Letter& letter = reader.of(row["input"], tally);
            if (row.value("confidence", "high") == "low") continue;
            if (row["basis"].get<std::string>().starts_with("consensus") && !reader.has_line_feeds(row["input"]))
                continue;
            compare(row, manifest, letter, tally);
        }
    }
    return tally;
}

TEST(MailSets, are_read_as_their_origins_state) {
    if (!fs::exists(inputs())) GTEST_SKIP() << "NO CORPORA at " << inputs() << ": real mails were not tried";
    Tally all;
    for (const char* set : {"mime-stalwart", "mime-mime4j", "mime-php", "mime-rubymail", "mime-enmime", "mime-python",
                            "mime-misc", "mail-redmine", "mail-mu", "bounces-sisimai"}) {
        const Tally tally = run(inputs() / set);
        EXPECT_GT(tally.rows, 0) << set;
        EXPECT_LT(tally.slowest_ms, 5000) << set;
        print(set, tally);
        all += tally;
    }
    print("all", all);
    // Just below the shares that hold today.
    EXPECT_GE(all.fields_hold, 0.98 * all.fields);
    EXPECT_GE(all.rows_hold, 0.93 * all.rows);
}

TEST(MailSets, mbox_files_are_split_into_their_messages) {
    const fs::path set = inputs() / "mbox";
    if (!fs::exists(set)) GTEST_SKIP() << "NO CORPORA at " << inputs() << ": real mailboxes were not tried";
    std::ifstream lines(set / "expect.jsonl");
    int rows = 0, hold = 0;
    for (std::string line; std::getline(lines, line); ++rows) {
        const json row = json::parse(line), &expect = row["expect"];
        const std::string bytes = content(set / row["input"].get<std::string>());
        const auto messages = messages_in_mbox(bytes);
        bool same = static_cast<long>(messages.size()) == expect["message_count"];
        const json subjects = expect.value("subjects", json::array());
        for (std::size_t i = 0; same && i < subjects.size(); ++i)
            same = collapsed(letter(messages[i]).subject) == plain(subjects[i]);
        if (!same) std::cout << row["id"] << " " << messages.size() << " messages\n";
        hold += same;
    }
    std::printf("  %-22s %5d / %d rows\n", "mbox", hold, rows);
    EXPECT_EQ(hold, rows);
}

}  // namespace
}  // namespace tangible::ingest
