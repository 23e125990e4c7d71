// Sends and receives without ever blocking in a call: each send() and recv() is tried with MSG_DONTWAIT, and when the
// socket is not ready, poll() waits for it until the deadline.  So a process that hangs cannot hold up the other one.
#include "ingest/confined/frames.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>

namespace tangible::ingest {
namespace {

constexpr std::size_t header_bytes = 1 + sizeof(std::uint64_t), piece_bytes = std::size_t{1} << 20;

/// Waits until `socket` is ready; false when the time is over.
bool ready(int socket, short events, Deadline until) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Deadline::clock::now()).count();
        if (left <= 0) return false;
        pollfd wait{socket, events, 0};
        const int n = poll(&wait, 1, static_cast<int>(std::min<long long>(left, 1'000'000)));
        if (n > 0 || (n < 0 && errno != EINTR)) return true;  // the next send or receive reports what went wrong
    }
}

/// Moves `size` bytes.  `step` sends or receives from the byte `done` on and returns what send() or recv() returned.
template <class Step> Moved move_all(int socket, short events, std::size_t size, Deadline until, Step step) {
    for (std::size_t done = 0; done < size;) {
        const ssize_t n = step(done);
        if (n > 0)
            done += static_cast<std::size_t>(n);
        else if (n == 0 || (errno != EAGAIN && errno != EINTR))
            return Moved::closed;
        else if (!ready(socket, events, until))
            return Moved::late;
    }
    return Moved::all;
}

Moved send_all(int socket, std::string_view bytes, Deadline until) {
    return move_all(socket, POLLOUT, bytes.size(), until, [&](std::size_t done) {
        return send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    });
}

Moved receive_all(int socket, char* to, std::size_t size, Deadline until) {
    return move_all(socket, POLLIN, size, until,
                    [&](std::size_t done) { return recv(socket, to + done, size - done, MSG_DONTWAIT); });
}

}  // namespace

std::pair<int, int> connected_pair() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw Error(ErrorKind::temporary, "cannot create a socket to a process that reads files",
                    "check the limit on open files");
    return {ends[0], ends[1]};
}

// The length is copied as the machine has it in memory: both ends are the same program on the same machine.
Moved send_frame(int socket, char kind, std::string_view bytes, Deadline until) {
    std::string header(header_bytes, kind);
    const std::uint64_t size = bytes.size();
    std::memcpy(header.data() + 1, &size, sizeof size);
    const Moved moved = send_all(socket, header, until);
    return moved == Moved::all ? send_all(socket, bytes, until) : moved;
}

Moved receive_frame(int socket, Frame& frame, std::size_t max_bytes, Deadline until) {
    char header[header_bytes];
    if (const Moved moved = receive_all(socket, header, header_bytes, until); moved != Moved::all) return moved;
    std::uint64_t size = 0;
    std::memcpy(&size, header + 1, sizeof size);
    if (size > max_bytes) return Moved::too_long;
    frame = {header[0], {}};
    // Memory is taken as the bytes come: a stated length alone, even an allowed one, costs nothing.
    while (frame.bytes.size() < size) {
        const std::size_t have = frame.bytes.size(), more = std::min<std::size_t>(size - have, piece_bytes);
        frame.bytes.resize(have + more);
        const Moved moved = receive_all(socket, frame.bytes.data() + have, more, until);
        if (moved != Moved::all) return moved;
    }
    return Moved::all;
}

}  // namespace tangible::ingest
