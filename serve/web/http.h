// HTTP/1.1 (RFC 9112) as a state machine for one connection: bytes in, complete requests out, answers back in the same
// order. It has no socket and no clock, accepts any bytes, and keeps at most one request's declared body and what
// arrived together with it. Chunked bodies are not supported; guard.h refuses them.
//
//     Http http([](const Request&, std::uint64_t) { return std::nullopt; }, false);
//     http.take(bytes_from_socket);
//     while (http.at() == Http::At::whole) http.answer(plain(200, http.request().target));
//     send(http.said());
//     if (http.at() == Http::At::over) close();
#pragma once
#include "serve/web/call.h"
#include "serve/web/guard.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::serve {

/// One request as it came. `target` is the path with its query, `version` "HTTP/1.1".
struct Request {
    std::string method, target, version;
    Headers headers;
    std::string body;

    /// Returns the value of the first header of this name, in any case; "" if there is none.
    std::string_view header(std::string_view name) const;
    /// Returns whether the peer may send another request after this one: HTTP/1.1 without "Connection: close".
    bool keeps_alive() const;
};

/// Parses the head of a request: the request line and headers, each with its CR LF, and the empty line. Returns nullopt
/// when it is malformed. Strict where peers could read it differently: no folded lines, no space before a colon, no
/// bare LF.
std::optional<Request> parsed_head(std::string_view);

/// Returns the bytes of an answer, with the security headers that every answer has. `with_body` is false for HEAD.
/// `secure` says that people reach this server by https, and adds Strict-Transport-Security.
std::string answer_bytes(Reply, bool with_body, bool keeps_alive, bool secure);

/// The state of one connection. One thread at a time.
class Http {
public:
    /// Where the connection is: between requests, in a head, in a body whose head was accepted, at a complete request
    /// that waits for answer(), or over. When it is over, send said() and close; further bytes are ignored.
    enum class At { idle, head, body, whole, over };
    /// Called for each head before its body is read. Returns an answer that ends the connection, or nullopt to read
    /// the body. This is where hosts, paths and body sizes are checked, before the body takes any memory.
    using Refuses = std::function<std::optional<Reply>(const Request&, std::uint64_t body_bytes)>;

    Http(Refuses refuses, bool secure) : refuses_(std::move(refuses)), secure_(secure) {}
    At at() const { return at_; }
    /// Reads bytes that came from the peer, in pieces of any size. Malformed bytes become an answer in said().
    void take(std::string_view bytes);
    /// Returns the complete request. Only in At::whole.
    Request& request() { return request_; }
    /// Answers the request and goes on with the bytes that came after it. Only in At::whole. An answer of 400 or above
    /// ends the connection.
    void answer(Reply);
    /// Makes the next answer end the connection and say so ("Connection: close"), even if its request would keep it.
    void end_soon() { ends_soon_ = true; }
    /// Ends the connection. In the middle of a request, answers with this status first; between requests, says nothing.
    void give_up(int status);
    /// Returns the bytes to send, and forgets them.
    std::string said() { return std::exchange(out_, {}); }
    std::size_t held_bytes() const { return in_.capacity() + request_.body.capacity() + out_.capacity(); }

private:
    void look();
    bool take_head();
    void refuse(Reply);
    void refuse(int status);

    Refuses refuses_;
    bool secure_, ends_soon_ = false;
    At at_ = At::idle;
    std::string in_;                ///< the beginning of a head, or what came after a complete request
    std::size_t empty_bytes_ = 0;   ///< of the empty lines before the head that comes next
    std::size_t looked_at_ = 0;     ///< how many bytes of `in_` were searched for the end of the head
    std::uint64_t body_bytes_ = 0;  ///< length of the body as the head declares it
    Request request_;
    std::string out_;
};

/// Returns the reason phrase of a status: "Not Found" for 404.
std::string reason_of(int status);

}  // namespace tangible::serve
