// Which process listens on a port of this machine, so that who is refused the port is told whom to stop.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace tangible::serve {

struct Process {
    long number = 0;
    std::string name;  ///< of its program, at most 15 bytes of it
};

/// The process that listens on this TCP port, as Linux says in /proc; nullopt when nobody does, or when it belongs to
/// somebody whose processes we may not look at.
std::optional<Process> holder_of_port(std::uint16_t port);

}  // namespace tangible::serve
