// How a parent and a confined child talk: frames of a kind (1 byte), a length (8 bytes) and the bytes, over a
// stream socket.  Both ends may be gone or stuck at any moment; neither believes the other about a length.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace tangible::ingest {

using Deadline = std::chrono::steady_clock::time_point;

/// How sending or receiving ended.
enum class Moved { all, closed, late, too_long };

struct Frame {
    char kind = 0;
    std::string bytes;
};

/// Two connected ends that no program started later inherits.  Throws Error{temporary}.
std::pair<int, int> connected_pair();

Moved send_frame(int socket, char kind, std::string_view bytes, Deadline);
Moved receive_frame(int socket, Frame&, std::size_t max_bytes, Deadline);

}  // namespace tangible::ingest
