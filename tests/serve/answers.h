// The reply that a visitor gets at each address, byte for byte.
#pragma once
#include "tests/serve/open_collection.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::serve {

/// Replies by address or question.
using Answers = std::map<std::string, std::string>;

/// Returns the reply without the time at which it was made.
inline std::string without_clock(std::string body) {
    const auto at = body.find("\"as_of_ms\":");
    return at == body.npos ? body : body.replace(at, body.find_first_of(",}", at) - at, "");
}

/// Asks the routes as a visitor who is not signed in; returns status, type, headers and body of each reply.
inline Answers answers(Collection& collection, const std::vector<std::string>& addresses) {
    Workspace work(collection);
    Answers all;
    for (const auto& address : addresses) {
        Call call;
        call.method = "GET";
        call.path = address.substr(0, address.find('?'));
        if (const auto at = address.find('?'); at != address.npos) call.query_string = address.substr(at + 1);
        call.query = urlencoded(call.query_string);
        const auto reply = dispatch(call, work);
        auto bytes = std::to_string(reply.status) + " " + reply.type + "\n";
        for (const auto& [name, value] : reply.headers) bytes += name + ": " + value + "\n";
        all[address] = bytes + without_clock(reply.body);
    }
    return all;
}

}  // namespace tangible::serve
