// From top to bottom: the headers that every answer has, the parser of a request's head, the bytes of an answer, and
// the machine. take() collects bytes until a head is complete, which guard.h and the caller then accept or refuse.
// Bytes that come after a complete request wait in `in_` until answer() has answered it. Each byte is searched for the
// end of the head only once, so a head that comes byte by byte costs no more than one that comes at once.
#include "serve/web/http.h"
#include "schemas/ground/ascii.h"
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Timestamp.h>
#include <algorithm>
#include <utility>

namespace tangible::serve {
namespace {

// Above the limits of framing() for headers and target together, so that framing() decides about all complete heads.
// These limits only stop a head that never ends.
constexpr std::size_t most_head_bytes = 48 * 1024, most_first_line_bytes = 10 * 1024;
constexpr std::string_view line_end = "\r\n";
constexpr std::size_t most_empty_bytes = 64;  // of the empty lines before a request

// The security headers of every answer: nothing is loaded from other sites, no inline scripts or styles, no frames, no
// referrer (private links are addresses), no copies in caches. A page may override one by a header of the same name.
constexpr std::pair<std::string_view, std::string_view> standing_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};
// Makes browsers use only https for a year (RFC 6797).
constexpr std::pair<std::string_view, std::string_view> https_only = {"Strict-Transport-Security", "max-age=31536000"};

/// Returns whether `s` is a token of RFC 9110, 5.6.2, as methods and header names must be.
bool is_token(std::string_view s) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !s.empty() && std::ranges::all_of(s, [&](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != marks.npos;
    });
}

/// Returns whether a list with commas contains this word: "x, Close" contains "close".
bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = list.find(',');
        if (same_name(trimmed(list.substr(0, end)), word)) return true;
        list = end == list.npos ? std::string_view{} : list.substr(end + 1);
    }
    return false;
}

/// Takes one line off the front and returns it without its end; nullopt if it does not end with CR LF, or has another
/// CR in it.
std::optional<std::string_view> line_of(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == rest.npos || end == 0 || rest[end - 1] != '\r') return std::nullopt;
    const auto line = rest.substr(0, end - 1);
    rest.remove_prefix(end + 1);
    return line.find('\r') == line.npos ? std::optional(line) : std::nullopt;
}

/// Returns whether `s` has the form "HTTP/1.1", with any two digits. framing() refuses the versions we do not speak.
bool is_version(std::string_view s) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return s.size() == 8 && s.starts_with("HTTP/") && digit(s[5]) && s[6] == '.' && digit(s[7]);
}

/// Leaves the header out if a line end in its value would begin another header.
void add_header(std::string& out, std::string_view name, std::string_view value) {
    if (value.find_first_of("\r\n") != value.npos) return;
    out.append(name).append(": ").append(value).append(line_end);
}

}  // namespace

std::string reason_of(int status) {
    return Poco::Net::HTTPResponse::getReasonForStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [n, value] : headers)
        if (same_name(n, name)) return value;
    return {};
}

bool Request::keeps_alive() const { return version == "HTTP/1.1" && !has_word(header("Connection"), "close"); }

std::optional<Request> parsed_head(std::string_view bytes) {
    Request request;
    const auto first = line_of(bytes);
    if (!first) return std::nullopt;
    const auto space = first->find(' '), second = first->rfind(' ');
    if (space == first->npos || space == second) return std::nullopt;
    request.method = first->substr(0, space);
    request.target = first->substr(space + 1, second - space - 1);
    request.version = first->substr(second + 1);
    if (!is_token(request.method) || !is_version(request.version) || request.target.find(' ') != std::string::npos)
        return std::nullopt;
    while (true) {
        const auto line = line_of(bytes);
        if (!line) return std::nullopt;
        if (line->empty()) return bytes.empty() ? std::optional(std::move(request)) : std::nullopt;
        const auto colon = line->find(':');
        if (colon == line->npos || !is_token(line->substr(0, colon))) return std::nullopt;
        request.headers.emplace_back(line->substr(0, colon), trimmed(line->substr(colon + 1)));
    }
}

std::string answer_bytes(Reply reply, bool with_body, bool keeps_alive, bool secure) {
    constexpr int not_modified = 304;
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " " + reason_of(reply.status) + "\r\n";
    add_header(out, "Date", Poco::DateTimeFormatter::format(Poco::Timestamp(), Poco::DateTimeFormat::HTTP_FORMAT));
    if (!keeps_alive) add_header(out, "Connection", "close");
    for (const auto& [name, value] : standing_headers)
        if (value_of(reply.headers, name).empty()) add_header(out, name, value);
    if (secure) add_header(out, https_only.first, https_only.second);
    for (const auto& [name, value] : reply.headers) add_header(out, name, value);
    if (reply.status != not_modified) {  // 304 has no body, and these headers would describe the body it does not send
        add_header(out, "Content-Type", reply.type);
        add_header(out, "Content-Length", std::to_string(reply.body.size()));
    }
    out += line_end;
    if (with_body && reply.status != not_modified) out += reply.body;
    return out;
}

void Http::take(std::string_view bytes) {
    if (at_ == At::over) return;
    if (at_ == At::body) {  // fill the body; what is left belongs to the next request
        const auto more = std::min<std::uint64_t>(bytes.size(), body_bytes_ - request_.body.size());
        request_.body.append(bytes.substr(0, more));
        bytes.remove_prefix(more);
        if (request_.body.size() == body_bytes_) at_ = At::whole;
    }
    in_.append(bytes);
    look();
}

// Takes a complete head off `in_` if there is one. If a body follows, moves the rest of `in_` into it through take(),
// which calls this function only in At::body then, so the recursion ends there. A client that waits for permission to
// send its body gets it (RFC 9110, 10.1.1).
void Http::look() {
    if (at_ == At::idle || at_ == At::head)
        if (take_head() && at_ == At::body) {
            auto rest = std::exchange(in_, {});
            if (rest.empty() && same_name(request_.header("Expect"), "100-continue"))
                out_ += "HTTP/1.1 100 Continue\r\n\r\n";
            if (!rest.empty()) take(rest);
        }
}

/// Takes the next head off `in_`, if it is complete, and decides about it. Returns false if it is incomplete or
/// refused.
bool Http::take_head() {
    // Empty lines before a request are skipped (RFC 9112, 2.2), but not any number of them.
    std::size_t empty = 0;
    while (std::string_view(in_).substr(empty).starts_with(line_end)) empty += line_end.size();
    in_.erase(0, empty);
    empty_bytes_ += empty;
    if (empty_bytes_ > most_empty_bytes) return refuse(400), false;
    if (in_.empty()) return false;
    at_ = At::head;
    // Three bytes back, where a CR LF CR LF may have begun that was cut by the end of the last piece.
    const auto end = in_.find("\r\n\r\n", looked_at_ < 3 ? 0 : looked_at_ - 3);
    looked_at_ = in_.size();
    if (end == in_.npos) {  // incomplete: refuse it already if it can never become good
        if (in_.size() > most_first_line_bytes && in_.find('\n') == in_.npos)
            refuse(414);
        else if (in_.size() > most_head_bytes)
            refuse(431);
        else if (const auto bare = in_.find('\n'); bare != in_.npos && (bare == 0 || in_[bare - 1] != '\r'))
            refuse(400);
        return false;
    }
    auto request = parsed_head(std::string_view(in_).substr(0, end + 4));
    in_.erase(0, end + 4);
    looked_at_ = 0;
    empty_bytes_ = 0;
    if (!request) return refuse(400), false;
    request_ = std::move(*request);
    const auto frame = framing(request_.method, request_.version, request_.target, request_.headers);
    if (frame.refuse) return refuse(frame.refuse), false;
    if (auto refusal = refuses_(request_, frame.body_bytes)) return refuse(std::move(*refusal)), false;
    body_bytes_ = frame.body_bytes;
    at_ = frame.has_body ? At::body : At::whole;
    return true;
}

void Http::answer(Reply reply) {
    // After an error the connection ends: peer and server may disagree about where the next request begins.
    const bool keeps_alive = reply.status < 400 && request_.keeps_alive() && !ends_soon_;
    out_ += answer_bytes(std::move(reply), request_.method != "HEAD", keeps_alive, secure_);
    request_ = {};
    at_ = keeps_alive ? At::idle : At::over;
    if (keeps_alive) look();
}

void Http::refuse(Reply reply) {
    out_ += answer_bytes(std::move(reply), request_.method != "HEAD", false, secure_);
    std::string().swap(in_);
    request_ = {};
    at_ = At::over;
}

void Http::refuse(int status) { refuse(plain(status, reason_of(status) + "\n")); }

void Http::give_up(int status) {
    if (at_ == At::head || at_ == At::body) return refuse(status);
    at_ = At::over;
}

}  // namespace tangible::serve
