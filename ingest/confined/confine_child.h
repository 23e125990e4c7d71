// The two ends of a socket between a parent and a confined child: what the child does for ever, and one
// question and its answer as the parent sees it.
#pragma once
#include "ingest/confined/confine.h"
#include <functional>
#include <string>
#include <string_view>

namespace tangible::ingest {

using Job = std::function<std::string(std::string_view)>;

/// Becomes a confined child: keeps only `socket`, takes every right and limit away, answers questions until
/// the other end closes or the child is worn out.  Never returns.
[[noreturn]] void serve_confined(int socket, const Job&, const Limits&);

/// How a question ended.
struct Exchange {
    enum class End {
        answered,
        worn_out,  ///< answered, and the child is leaving
        closed,    ///< the child is gone: see its wait status
        too_slow,
        too_big,  ///< no memory, or an answer over the limit
        failed,   ///< the job threw
    } end = End::closed;
    std::string bytes;
};

/// Asks over `socket` and waits until Limits::wall_ms.
Exchange ask_child(int socket, std::string_view input, const Limits&);

/// What a person is told about a fault; `status` is the child's wait status when it is gone.
Answer answer_of(Exchange, int status, const Limits&);

}  // namespace tangible::ingest
