// Finds the process that listens on a port of this machine, so that the message "cannot listen" can name the program to
// stop.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace tangible::serve {

/// A running process.
struct Process {
    long number = 0;   ///< its PID
    std::string name;  ///< name of its program, cut to 15 bytes by Linux
};

/// Returns the process that listens on this TCP port, according to /proc; nullopt if there is none, or if it belongs to
/// a user whose processes we may not inspect. Reads all of /proc, so call it only after a failure.
std::optional<Process> holder_of_port(std::uint16_t port);

}  // namespace tangible::serve
