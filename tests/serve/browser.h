// A browser that keeps its cookies, for tests that ask for pages as a signed-in person does.
#pragma once
#include "schemas/ground/clock.h"
#include "serve/collection/tokens.h"
#include "tests/serve/open_collection.h"

namespace tangible::serve {

inline const std::string right = "correct horse battery";

/// One browser and the cookies that it was given.
struct Browser {
    Workspace& work;
    std::string address = "192.0.2.1";
    std::string session = "", device = "";

    Reply get(const std::string& path) { return ask("GET", path, {}); }
    Reply post(const std::string& path, Fields form) {
        if (const auto s = work.store.session(session, now_ms())) form.emplace_back("csrf", s->csrf);
        return ask("POST", path, std::move(form));
    }
    Reply sign_in(const std::string& name, const std::string& password = right) {
        return post("/sign-in", {{"token", one_time_token(work.collection.secret, "sign-in", now_ms())},
                                 {"name", name},
                                 {"password", password}});
    }

private:
    Reply ask(const char* method, const std::string& address_asked, Fields form) {
        Call call;
        const auto question = address_asked.find('?');
        call.method = method, call.path = address_asked.substr(0, question), call.form = std::move(form);
        if (question != std::string::npos) call.query = urlencoded(address_asked.substr(question + 1));
        call.client = address;
        call.session_token = session;
        call.headers["cookie"] = "tangible-device=" + device;
        const auto reply = dispatch(call, work);
        for (const auto& [name, value] : reply.headers) {
            if (name != "Set-Cookie") continue;
            const auto is = value.find('=');
            (value.substr(0, is) == "tangible" ? session : device) = value.substr(is + 1, value.find(';') - is - 1);
        }
        return reply;
    }
};

inline std::string header(const Reply& reply, const std::string& name) {
    return std::string(value_of(reply.headers, name));
}

}  // namespace tangible::serve
