// HTTP/1.1 (RFC 9112) as a machine: bytes in, whole requests out, answers back in their order.  It knows no socket and
// no clock, takes any bytes, and holds no more than one request's declared body and what came with it.
#pragma once
#include "serve/web/call.h"
#include "serve/web/guard.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::serve {

struct Request {
    std::string method, target, version;
    Headers headers;
    std::string body;

    /// The value of the first header of that name, in any case; "" when there is none.
    std::string_view header(std::string_view name) const;
    /// Whether the peer may send another request after this one.
    bool keeps_alive() const;
};

/// Parses a request's head: the request line and headers, each with its CR LF, and the empty line.  nullopt when
/// malformed.  Strict where peers could read it differently: no folded lines, no space before a colon, no bare LF.
std::optional<Request> parsed_head(std::string_view);

/// The bytes of an answer, with the headers that each answer has.  `secure`: the house is reached by https.
std::string answer_bytes(Reply, bool with_body, bool keeps_alive, bool secure);

class Http {
public:
    enum class At { idle, head, body, whole, over };
    /// `refuses` is asked for each head before its body is taken, and returns an answer that ends the connection, or
    /// nullopt to take the body.
    using Refuses = std::function<std::optional<Reply>(const Request&, std::uint64_t body_bytes)>;

    Http(Refuses refuses, bool secure) : refuses_(std::move(refuses)), secure_(secure) {}
    At at() const { return at_; }
    void take(std::string_view bytes);
    /// In At::whole: the request.
    Request& request() { return request_; }
    /// In At::whole: answers it and goes on with what came after it.
    void answer(Reply);
    /// The next answer ends the connection and says so, though its request would keep it.
    void end_soon() { ends_soon_ = true; }
    /// Answers with this status and ends, whatever came; says nothing between requests.
    void give_up(int status);
    /// Hands over what is to be sent.
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
    std::string in_;                ///< of a head, or what came behind a whole request
    std::size_t looked_at_ = 0;     ///< of it, without an end of the head
    std::uint64_t body_bytes_ = 0;  ///< declared
    Request request_;
    std::string out_;
};

/// "Not Found", for 404.
std::string reason_of(int status);

}  // namespace tangible::serve
