// Functions that make replies come first, then the decoding of form fields, then the escaping for URLs, HTML and CSV.
// csv_field() also disarms cells that a spreadsheet would take for a formula. Each function reads its input once.
#include "serve/web/call.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/utf8.h"
#include "schemas/ground/visible.h"
#include "schemas/store/store.h"
#include <algorithm>
#include <array>
#include <cctype>

namespace tangible::serve {

std::string_view value_of(const Fields& fields, std::string_view name) {
    for (const auto& [n, v] : fields)
        if (n == name) return v;
    return {};
}

std::vector<std::string> values_of(const Fields& fields, std::string_view name) {
    std::vector<std::string> out;
    for (const auto& [n, v] : fields)
        if (n == name) out.push_back(v);
    return out;
}

Reply see_other(const std::string& path) {
    return {303, "text/plain; charset=utf-8", "See " + path + "\n", {{"Location", path}}};
}

Reply retry_after(std::chrono::seconds wait, Reply reply) {
    reply.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return reply;
}

Reply plain(int status, std::string text) { return {status, "text/plain; charset=utf-8", visible(text), {}}; }

Reply json(std::string body, int status) {
    return {status, "application/json; charset=utf-8", std::move(body) + "\n", {}};
}

Reply csv(std::string body, const std::string& file_name) {
    return {200,
            "text/csv; charset=utf-8",
            std::move(body),
            {{"Content-Disposition", "attachment; filename=\"" + file_name + "\""}}};
}

Reply unless_known(const Call& call, Reply reply) {
    const auto tag = "\"" + sha256_hex(reply.body).substr(0, 32) + "\"";
    reply.headers.emplace_back("ETag", tag);
    const auto known = call.headers.find("if-none-match");
    if (known == call.headers.end()) return reply;
    // The header is a list of tags. Searching it as text is enough, because a hash with its quotes occurs nowhere else.
    if (known->second != "*" && known->second.find(tag) == std::string::npos) return reply;
    reply.status = 304;
    reply.body.clear();
    return reply;
}

namespace {

/// Returns the value of a hexadecimal digit; -1 for any other character.
int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string url_decoded(std::string_view in) {
    std::string out;
    out.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i] == '+') {
            out += ' ';
        } else if (in[i] == '%' && i + 2 < in.size() && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
            out += static_cast<char>(hex(in[i + 1]) * 16 + hex(in[i + 2]));
            i += 2;
        } else {
            out += in[i];
        }
    }
    return out;
}

}  // namespace

Fields urlencoded(std::string_view in) {
    constexpr std::size_t max_fields = 500;  // more than any of our forms has
    Fields out;
    while (!in.empty() && out.size() < max_fields) {
        auto end = in.find('&');
        auto pair = in.substr(0, end);
        if (auto eq = pair.find('='); !pair.empty())
            out.emplace_back(url_decoded(pair.substr(0, eq)),
                             eq == pair.npos ? std::string{} : url_decoded(pair.substr(eq + 1)));
        in = end == in.npos ? std::string_view{} : in.substr(end + 1);
    }
    return out;
}

std::string url_escaped(std::string_view in) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (unsigned char c : in) {
        if (std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += static_cast<char>(c);
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

std::string html_escaped(std::string_view in) {
    std::string out;
    out.reserve(in.size() + in.size() / 8);
    for (char c : visible(in)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string csv_row(std::initializer_list<std::string_view> fields) {
    std::string out;
    for (const auto f : fields) out += (out.empty() ? "" : ",") + csv_field(f);
    return out + "\r\n";
}

namespace {

// Some spreadsheets skip quotation marks, blanks and what cannot be seen or read before a formula.
std::string_view without_blanks(std::string_view in) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < in.size(); begin = at) {
        const auto c = next_code_point(in, at);
        if (c != '"' && c != '\'' && c != invalid && !is_blank(c)) break;
    }
    return in.substr(begin);
}

}  // namespace

std::string csv_field(std::string_view in) {
    // Characters that begin a formula in some spreadsheet, full-width ones included (OWASP, CSV Injection).
    static constexpr std::array<std::string_view, 12> triggers = {
        "=", "+", "-", "@", "\t", "\r", "\n", std::string_view("\0", 1), "＝", "＋", "－", "＠"};
    const auto begin = without_blanks(in);
    const bool formula =
        std::ranges::any_of(triggers, [&](auto t) { return in.starts_with(t) || begin.starts_with(t); });
    std::string out = formula ? "\"'" : "\"";
    for (char c : visible(in)) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

}  // namespace tangible::serve
