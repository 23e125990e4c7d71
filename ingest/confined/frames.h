// Messages between a parent and a confined child, over a stream socket.
//
// A frame is its kind (1 byte), the number of bytes (8 bytes, in the byte order of this machine) and the bytes.  The
// other end may die or hang at any moment, so everything has a deadline.  Lengths are checked before memory is taken
// for them, on both sides.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace tangible::ingest {

/// Time by which sending or receiving must be done.
using Deadline = std::chrono::steady_clock::time_point;

/// How sending or receiving ended: all bytes moved; the other end is closed; the deadline passed; or the frame is
/// longer than allowed.
enum class Moved { all, closed, late, too_long };

/// A message.
struct Frame {
    char kind = 0;
    std::string bytes;
};

/// Returns two connected sockets, which programs started later do not inherit.  Throws Error{temporary}.
std::pair<int, int> connected_pair();

/// Sends a frame.  After anything but Moved::all the socket is of no more use, since part of the frame may be sent.
Moved send_frame(int socket, char kind, std::string_view bytes, Deadline);
/// Receives a frame of at most `max_bytes` bytes.  After anything but Moved::all the socket is of no more use.
Moved receive_frame(int socket, Frame&, std::size_t max_bytes, Deadline);

}  // namespace tangible::ingest
