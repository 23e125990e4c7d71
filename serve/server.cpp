#include "serve/server.h"
#include "schemas/error.h"
#include "serve/background.h"
#include "serve/client_address.h"
#include "serve/guard.h"
#include "serve/log.h"
#include "serve/port_holder.h"
#include "serve/watch.h"
#include <Poco/ErrorHandler.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <csignal>
#include <optional>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
namespace net = Poco::Net;

thread_local Watch::Connection* connection_of_this_thread = nullptr;

void within(std::chrono::seconds s) {
    if (connection_of_this_thread) connection_of_this_thread->within(s);
}

const char* session_cookie(const Config& config) { return config.secure() ? "__Host-tangible" : "tangible"; }

// What every answer says: nothing from elsewhere, nothing inline, no framing, no referrer.
constexpr std::pair<const char*, const char*> standing_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

void send(net::HTTPServerResponse& response, const Reply& reply, bool with_body) {
    response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(reply.status));
    for (auto [name, value] : standing_headers) response.set(name, value);
    for (const auto& [name, value] : reply.headers)
        if (value.find_first_of("\r\n") == value.npos)
            name == "Set-Cookie" ? response.add(name, value) : response.set(name, value);
    if (reply.status != net::HTTPResponse::HTTP_NOT_MODIFIED) {  // what it would say is not of an empty body
        response.setContentType(reply.type);
        response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
    }
    auto& out = response.send();
    if (with_body) out.write(reply.body.data(), static_cast<std::streamsize>(reply.body.size()));
}

/// Reads exactly `n` bytes; false when the peer stops before, or is slower than 1 KiB/s after 10 s.
bool read_body(std::istream& in, std::uint64_t n, std::string& body) {
    auto began = std::chrono::steady_clock::now();
    body.resize(n);
    std::uint64_t have = 0;
    while (have < n) {
        in.read(body.data() + have, static_cast<std::streamsize>(std::min<std::uint64_t>(n - have, 64 * 1024)));
        if (in.gcount() <= 0) return false;
        have += static_cast<std::uint64_t>(in.gcount());
        auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began).count();
        if (seconds > 10 && have < static_cast<std::uint64_t>(seconds - 10) * 1024) return false;
    }
    return true;
}

class Handler : public net::HTTPRequestHandler {
public:
    explicit Handler(Houses& houses) : houses_(houses) {}

    void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
        within(120s);
        try {
            answer(request, response);
        } catch (const net::NetException&) {  // the peer went away
            response.setKeepAlive(false);
        } catch (const Poco::Exception&) {
            refuse(response, 400);
        } catch (const std::exception& e) {
            const auto* ours = dynamic_cast<const Error*>(&e);
            log_trouble(ours ? ours->what() : "a request failed");
            refuse(response, 500);
        } catch (...) {
            log_trouble("a request failed");
            refuse(response, 500);
        }
        within(15s);  // for the next request's headers
    }

private:
    void refuse(net::HTTPServerResponse& response, int status) {
        response.setKeepAlive(false);
        if (response.sent()) return;
        send(response,
             plain(status,
                   net::HTTPResponse::getReasonForStatus(static_cast<net::HTTPResponse::HTTPStatus>(status)) + "\n"),
             true);
    }

    void answer(net::HTTPServerRequest& request, net::HTTPServerResponse& response) {
        Headers headers;
        for (const auto& [name, value] : request) headers.emplace_back(name, value);
        auto frame = framing(request.getMethod(), request.getVersion(), request.getURI(), headers);
        if (frame.refuse) return refuse(response, frame.refuse);

        const auto now = houses_.now();
        Call call;
        fill(call, request, headers, now->house.config);
        if (frame.has_body) {
            Call asked = call;
            const Route* route = route_for(asked);
            if (frame.body_bytes > (route ? route->max_body_bytes : 0)) return refuse(response, 413);
            if (!read_body(request.stream(), frame.body_bytes, call.body)) return refuse(response, 400);
            if (call.content_type.rfind("application/x-www-form-urlencoded", 0) == 0) call.form = urlencoded(call.body);
        }
        auto reply = dispatch(call, *now->desks.borrow());
        // Errors end the connection: what else the peer sent may not be what it says.
        if (reply.status >= 400) response.setKeepAlive(false);
        send(response, reply, request.getMethod() != "HEAD");
    }

    static void fill(Call& call, net::HTTPServerRequest& request, const Headers& headers, const Config& config) {
        call.method = request.getMethod() == "HEAD" ? "GET" : request.getMethod();
        const auto& target = request.getURI();
        auto question = target.find('?');
        call.path = target.substr(0, question);
        if (question != target.npos) call.query_string = target.substr(question + 1);
        call.query = urlencoded(call.query_string);
        for (const auto& [name, value] : headers) {
            std::string lower = name;
            for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            call.headers[lower] = value;
        }
        call.content_type = call.headers["content-type"];
        call.client = client_address(request.clientAddress().host().toString(), headers, config.trusted_proxies);
        call.session_token = cookie(call.headers["cookie"], session_cookie(config));
    }

    Houses& houses_;
};

class Factory : public net::HTTPRequestHandlerFactory {
public:
    explicit Factory(Houses& houses) : houses_(houses) {}
    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
        return new Handler(houses_);  // Poco deletes it
    }

private:
    Houses& houses_;
};

/// A connection under watch for as long as it lives.
class WatchedConnection : public net::TCPServerConnection {
public:
    WatchedConnection(const net::StreamSocket& socket, net::HTTPServerParams::Ptr params,
                      net::HTTPRequestHandlerFactory::Ptr factory, Watch& watch, int max_per_peer)
        : TCPServerConnection(socket), params_(params), factory_(factory), watch_(watch), max_per_peer_(max_per_peer) {}
    void run() override {
        auto* c = watch_.enter(socket(), max_per_peer_);
        if (!c) return;
        connection_of_this_thread = c;
        try {
            net::HTTPServerConnection(socket(), params_, factory_).run();
        } catch (...) {  // a peer that goes away is no event
        }
        connection_of_this_thread = nullptr;
        watch_.leave(c);
    }

private:
    net::HTTPServerParams::Ptr params_;
    net::HTTPRequestHandlerFactory::Ptr factory_;
    Watch& watch_;
    int max_per_peer_;
};

class ConnectionFactory : public net::TCPServerConnectionFactory {
public:
    ConnectionFactory(net::HTTPServerParams::Ptr params, net::HTTPRequestHandlerFactory::Ptr factory, Watch& watch,
                      int max_per_peer)
        : params_(params), factory_(factory), watch_(watch), max_per_peer_(max_per_peer) {}
    net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
        return new WatchedConnection(socket, params_, factory_, watch_, max_per_peer_);  // Poco deletes it
    }

private:
    net::HTTPServerParams::Ptr params_;
    net::HTTPRequestHandlerFactory::Ptr factory_;
    Watch& watch_;
    int max_per_peer_;
};

struct QuietErrors : Poco::ErrorHandler {
    void exception(const Poco::Exception&) override {}
    void exception(const std::exception&) override {}
    void exception() override {}
};

net::HTTPServerParams::Ptr parameters(const Config& config) {
    net::HTTPServerParams::Ptr p = new net::HTTPServerParams;  // reference counted by Poco
    p->setTimeout(Poco::Timespan(10, 0));
    p->setKeepAliveTimeout(Poco::Timespan(5, 0));
    p->setMaxKeepAliveRequests(1000);
    p->setMaxThreads(config.threads);
    p->setMaxQueued(256);
    p->setSoftwareVersion("");
    return p;
}

net::ServerSocket bound(const Config& config) {
    try {
        net::ServerSocket socket;
        // Not SO_REUSEPORT, which Poco sets when it is not told: two servers would share the port without a word.
        socket.bind(net::SocketAddress(config.address, config.port), true, false);
        socket.listen(256);
        return socket;
    } catch (const Poco::Exception&) {
        const auto holder = holder_of_port(config.port);
        throw Error(ErrorKind::temporary,
                    "cannot listen on " + config.address + ":" + std::to_string(config.port) +
                        (holder ? ": process " + std::to_string(holder->number) + " (" + holder->name + ") does" : ""),
                    holder ? "stop that process, or choose another port with --port"
                           : "another program may use that port, or the address is not one of this machine; choose "
                             "another with --port or --address");
    }
}

}  // namespace

struct Server::Impl {
    Impl(MakeHouse make, ingest::ReadingPool& p)
        : houses(std::move(make), wake_follower), config(houses.now()->house.config), pool(p),
          threads(4, config.threads), socket(bound(config)),
          server(new ConnectionFactory(parameters(config), new Factory(houses), watch, config.connections_per_address),
                 threads, socket, parameters(config)) {
        std::signal(SIGPIPE, SIG_IGN);
        Poco::ErrorHandler::set(&errors);
        background.emplace(houses, pool);
        server.start();
    }

    ~Impl() {
        server.stop();
        background.reset();
        threads.stopAll();
    }

    Houses houses;
    const Config config;
    ingest::ReadingPool& pool;
    Watch watch;
    Poco::ThreadPool threads;
    net::ServerSocket socket;
    QuietErrors errors;
    std::optional<Background> background;
    net::TCPServer server;
};

Server::Server(MakeHouse make, ingest::ReadingPool& pool) : impl_(std::make_unique<Impl>(std::move(make), pool)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->socket.address().port(); }
void Server::stop() { impl_->server.stop(); }

}  // namespace tangible::serve
