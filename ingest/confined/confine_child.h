// The two ends of the socket between a parent and a confined child: the loop in which the child answers questions, and
// one question as the parent asks it.  Used by confine.cpp and pool.cpp only.
#pragma once
#include "ingest/confined/confine.h"
#include <functional>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// What a child does with the bytes of a question.  A pure function: the child cannot open anything.
using Job = std::function<std::string(std::string_view)>;

/// Turns this process, just forked, into a confined child: closes everything except `socket`, sets the limits, gives up
/// its rights, and answers questions until the other end closes the socket or the child is worn out.  Never returns.
[[noreturn]] void serve_confined(int socket, const Job&, const Limits&);

/// A question's answer, or how it ended without one.
struct Exchange {
    enum class End {
        answered,
        worn_out,  ///< answered, and the child has ended itself (see max_questions in confine_child.cpp)
        closed,    ///< the child died: its wait status says how
        too_slow,  ///< no answer within Limits::wall_ms
        too_big,   ///< the child ran out of memory, or its answer is over the limit
        failed,    ///< the job threw
    } end = End::closed;
    std::string bytes;  ///< the answer
};

/// Sends a question over `socket` and waits for the answer, at most Limits::wall_ms.
Exchange ask_child(int socket, std::string_view input, const Limits&);

/// Turns the end of a question into an answer or a rejection for people.  `status` is the wait status of a child that
/// was ended, else 0.
Answer answer_of(Exchange, int status, const Limits&);

}  // namespace tangible::ingest
