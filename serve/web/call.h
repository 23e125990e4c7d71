// A request as a page sees it (Call) and what the page answers (Reply), with the functions that make replies and escape
// text. By the time a page gets a Call, guard.h has checked its framing, its header values contain no control bytes,
// and its body is as long as the request declared.
//
//     Reply greeting(const Call& call, Workspace&) {
//         const auto name = value_of(call.query, "name");
//         if (name.empty()) return see_other("/");
//         return {200, "text/html; charset=utf-8", "<p>Hello, " + html_escaped(name) + "</p>", {}};
//     }
#pragma once
#include "schemas/shapes/account.h"
#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

/// Names and values in the order in which they came. A name may occur more than once.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// Returns the first value of this name; "" if there is none. The view is valid as long as the fields are.
std::string_view value_of(const Fields&, std::string_view name);
/// Returns all values of this name, in order.
std::vector<std::string> values_of(const Fields&, std::string_view name);

/// One request. The server fills in what the head says, then `body` and `form`; the route table (routes.h) fills in
/// `session`, `format` and `parts`, and takes the suffix off `path`. Values may be any bytes, also invalid UTF-8.
struct Call {
    std::string method, path;  ///< GET also for HEAD; the path without query and format suffix, not percent-decoded
    std::string format;        ///< "", "json", "csv", "atom", "svg": from the path's suffix
    std::string query_string;  ///< what follows '?', as it came
    Fields query;              ///< the same, decoded
    Fields form;               ///< fields of an application/x-www-form-urlencoded body, decoded
    std::string content_type, body;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string client;                          ///< address of the client, as client_address.h finds it
    std::string session_token;                   ///< from the cookie; "" without one
    std::optional<Session> session;              ///< set while that token is good
    std::vector<std::string> parts;              ///< the parts of the path that match ":name" in the route, in order

    /// Returns what the caller may do; Role::anyone without a session.
    Role role() const { return session ? session->role : Role::anyone; }
};

/// An answer, before the server adds the headers that all answers have (answer_bytes() in http.h).
struct Reply {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    Fields headers;  ///< constants and checked values only: a value with a line end would be left out
};

/// Returns a redirect that the browser follows with GET (303). `path` is on this server and begins with one '/': two
/// would name another host.
Reply see_other(const std::string& path);
/// Adds the header that says how long to wait (Retry-After, RFC 9110, 10.2.3).
Reply retry_after(std::chrono::seconds, Reply);
/// Returns a text/plain answer. Control and invisible characters in `text` are made visible (visible.h).
Reply plain(int status, std::string text);
/// Returns a JSON answer; `body` is JSON already, and gets a line end.
Reply json(std::string body, int status = 200);
/// Returns a CSV download. `file_name` goes into a header unescaped, so it must be a constant or a checked word.
Reply csv(std::string body, const std::string& file_name);
/// Adds an ETag, which is a hash of the body. Returns 304 and no body if the caller's If-None-Match has that tag (RFC
/// 9110, 13.1.2).
Reply unless_known(const Call&, Reply);

/// Returns the name=value pairs of a query string or of an application/x-www-form-urlencoded body, decoded once: '+' is
/// a space, "%C3" a byte. Keeps a malformed escape as it is, skips empty pairs, and stops after 500.
Fields urlencoded(std::string_view);
/// Percent-encodes every byte but the unreserved ones of RFC 3986, 2.3 (letters, digits and "-._~").
std::string url_escaped(std::string_view);
/// Escapes text for HTML content and quoted attributes, after visible() of schemas/ground/visible.h.
std::string html_escaped(std::string_view);
/// Returns one line of a CSV with these fields, each as csv_field() writes it.
std::string csv_row(std::initializer_list<std::string_view> fields);
/// Returns one quoted CSV field (RFC 4180). Puts a ' before text that a spreadsheet would run as a formula.
std::string csv_field(std::string_view);

}  // namespace tangible::serve
