// A request as a page sees it, and the answer.  By the time a Call exists its bytes are all here:
// framing is checked, header values hold no control bytes, the body is as long as was declared.
#pragma once
#include "schemas/shapes/account.h"
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The first value of that name, or "".
std::string_view value_of(const Fields&, std::string_view name);
std::vector<std::string> values_of(const Fields&, std::string_view name);

struct Call {
    std::string method, path;  ///< path without format suffix, decoded once
    std::string format;        ///< "", "json", "csv", "atom", "svg": from the path's suffix
    std::string query_string;  ///< as it came
    Fields query;              ///< from the address
    Fields form;               ///< of an application/x-www-form-urlencoded body
    std::string content_type, body;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string client;                          ///< address of the client, as client_address.h finds it
    std::string session_token;                   ///< from the cookie; ""
    std::optional<Session> session;
    std::vector<std::string> parts;  ///< what the route's ":" words stood for, in order

    Role role() const { return session ? session->role : Role::anyone; }
};

struct Reply {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    Fields headers;  ///< constants and vetted values only
};

Reply see_other(const std::string& path);  ///< 303; `path` begins with one '/'
/// With the header that says how long to wait (RFC 9110, 10.2.3).
Reply retry_after(std::chrono::seconds, Reply);
Reply plain(int status, std::string text);
Reply json(std::string body, int status = 200);
Reply csv(std::string body, const std::string& file_name);
/// With an ETag of its body; 304 without one when the caller has it already (RFC 9110, 13.1.2).
Reply unless_known(const Call&, Reply);

/// Name=value pairs of a query string or urlencoded body, decoded once; at most 500, bad escapes kept as they are.
Fields urlencoded(std::string_view);
std::string url_escaped(std::string_view);
std::string html_escaped(std::string_view);
/// One RFC 4180 field, quoted, with a leading ' before what a spreadsheet would run as a formula.
std::string csv_field(std::string_view);

}  // namespace tangible::serve
