// HttpTalk joins the HTTP machine to the server loop. The head of a request is checked and turned into a Call before
// its body is read, so that an unknown host, an unknown path or too large a body costs no memory. A worker then borrows
// a workspace of the edition that is in force, and dispatch() answers.
#include "serve/server/server.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "serve/background/background.h"
#include "serve/collection/known_host.h"
#include "serve/collection/log.h"
#include "serve/server/routes.h"
#include "serve/sockets/server_loop.h"
#include "serve/web/http.h"
#include <algorithm>
#include <optional>

namespace tangible::serve {
namespace {

// With the prefix __Host- browsers accept the cookie only by https, from this very host and for all paths (RFC 6265bis,
// 4.1.3.2).
const char* session_cookie(const Config& config) { return config.secure() ? "__Host-tangible" : "tangible"; }

/// Makes a Call of a request's head; the body is not here yet. HEAD becomes GET, and http.cpp leaves the body out of
/// the answer.
Call call_of(const Request& request, const std::string& peer, const Config& config) {
    Call call;
    call.method = request.method == "HEAD" ? "GET" : request.method;
    const auto question = request.target.find('?');
    call.path = request.target.substr(0, question);
    if (question != std::string::npos) call.query_string = request.target.substr(question + 1);
    call.query = urlencoded(call.query_string);
    for (const auto& [name, value] : request.headers) call.headers[lower_ascii(name)] = value;
    call.content_type = call.headers["content-type"];
    call.client = client_address(peer, request.headers, config.trusted_proxies);
    call.session_token = cookie(call.headers["cookie"], session_cookie(config));
    return call;
}

Reply refusal(int status) { return plain(status, reason_of(status) + "\n"); }

/// The requests of one HTTP connection, and what answers them.
class HttpTalk : public Talk {
public:
    HttpTalk(CurrentCollection& current, const Config& config, std::string peer, std::string here)
        : current_(current), config_(config), peer_(std::move(peer)), here_(std::move(here)),
          http_([this](const Request& r, std::uint64_t bytes) { return refuses(r, bytes); }, config.secure()) {}

    At at() const override {
        switch (http_.at()) {
        case Http::At::idle:
            return At::idle;
        case Http::At::head:
            return At::begun;
        case Http::At::body:
            return At::coming;
        case Http::At::whole:
            return At::whole;
        case Http::At::over:
            break;
        }
        return At::over;
    }

    void take(std::string_view bytes) override { http_.take(bytes); }
    std::string said() override { return http_.said(); }
    std::size_t held_bytes() const override { return http_.held_bytes(); }
    std::string who() const override { return client_block(call_.client); }
    void crowd() override { http_.end_soon(); }
    void dismiss(Why why) override { http_.give_up(why == Why::slow ? 408 : 503); }

    void work(std::size_t) override {
        call_.body = std::move(http_.request().body);
        if (call_.content_type.starts_with("application/x-www-form-urlencoded")) call_.form = urlencoded(call_.body);
        auto reply = answer();
        call_ = {};
        http_.answer(std::move(reply));
    }

private:
    /// Decides about a request by its head, and keeps the Call for work(). Without a body, unknown paths are left to
    /// dispatch(), whose page for them is friendlier.
    std::optional<Reply> refuses(const Request& request, std::uint64_t body_bytes) {
        if (!known_host(request.header("Host"), here_, config_)) return unknown_host();
        call_ = call_of(request, peer_, config_);
        if (body_bytes == 0) return std::nullopt;
        Call asked = call_;
        if (const Route* route = route_for(asked))
            return body_bytes > route->max_body_bytes ? std::optional(refusal(413)) : std::nullopt;
        const auto allowed = allowed_methods(call_.path);
        auto reply = refusal(allowed.empty() ? 404 : 405);
        if (!allowed.empty()) reply.headers.emplace_back("Allow", allowed);
        return reply;
    }

    static Reply unknown_host() {
        return plain(421,
                     "This server does not know the host name in this request. Whoever runs the server can add the "
                     "name to 'hosts', or set 'base_url', in tangible.yaml.\n");
    }

    /// Borrows a workspace and answers. dispatch() throws nothing; opening a workspace may.
    Reply answer() {
        try {
            const auto now = current_.now();
            return dispatch(call_, *now->workspaces.borrow());
        } catch (const std::exception& e) {  // no workspace could be opened
            const auto* ours = dynamic_cast<const Error*>(&e);
            log_trouble(ours ? ours->what() : "a request could not be answered");
        } catch (...) {
            log_trouble("a request could not be answered");
        }
        return plain(503, "We could not do that now. Please try again.\n");
    }

    CurrentCollection& current_;
    const Config& config_;
    const std::string peer_, here_;
    Call call_;
    Http http_;
};

Manners manners_of(const Config& config) {
    Manners manners;
    manners.per_client = static_cast<std::size_t>(config.connections_per_address);
    manners.workers = std::min(static_cast<std::size_t>(config.threads), Workspaces::most());
    return manners;
}

/// Returns the client of a connection. A reverse proxy has connections for many clients, so it gets "", which means no
/// limit for each client.
std::string client_of(const std::string& peer, const Config& config) {
    const auto from = network(peer);
    const bool proxy =
        from && std::ranges::any_of(config.trusted_proxies, [&](const Network& n) { return n.contains(*from); });
    return proxy ? "" : client_block(peer);
}

}  // namespace

struct Server::Impl {
    Impl(MakeCollection make, ingest::ReadingPool& pool)
        : current(std::move(make), wake_follower), config(current.now()->collection.config), background(current, pool),
          loop(
              Listen{config.address, config.port}, manners_of(config),
              [this](const std::string& peer, const std::string& here) {
                  return std::make_unique<HttpTalk>(current, config, peer, here);
              },
              [this](const std::string& peer) { return client_of(peer, config); }) {}

    CurrentCollection current;
    const Config config;  ///< as at the start; a new edition changes neither address nor limits
    Background background;
    ServerLoop loop;  ///< destroyed first, so that no request runs while the others end
};

Server::Server(MakeCollection make, ingest::ReadingPool& pool) : impl_(std::make_unique<Impl>(std::move(make), pool)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->loop.port(); }

}  // namespace tangible::serve
