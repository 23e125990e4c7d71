// Finds the inode of the listening socket in /proc/net/tcp and /proc/net/tcp6, then searches the open files of every
// process in /proc for that socket (proc(5)). Whatever cannot be read is skipped.
#include "serve/sockets/port_holder.h"
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;

/// Returns the sockets that listen on `port` as links to them read: "socket:[12345]". A line of `table` is "0:
/// 0100007F:1F90 00000000:0000 0A ... INODE ...": number, local address and port in hexadecimal, remote ones, state.
std::set<std::string> listening(const char* table, std::uint16_t port) {
    constexpr const char* listens = "0A";  // TCP_LISTEN of the kernel, in hexadecimal
    std::set<std::string> sockets;
    std::ifstream in(table);
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        std::string number, here, there, state, queues, timer, retransmits, user, timeout, inode;
        words >> number >> here >> there >> state >> queues >> timer >> retransmits >> user >> timeout >> inode;
        const auto colon = here.rfind(':');
        if (state == listens && colon != here.npos && std::stoul(here.substr(colon + 1), nullptr, 16) == port)
            sockets.insert("socket:[" + inode + "]");
    }
    return sockets;
}

/// Returns whether one of the process's descriptors is one of these sockets. Processes and files may disappear while we
/// look, which counts as no.
bool holds_one(const fs::path& process, const std::set<std::string>& sockets) {
    std::error_code not_ours;
    for (fs::directory_iterator file(process / "fd", not_ours), end; !not_ours && file != end;
         file.increment(not_ours)) {
        std::error_code closed;
        if (sockets.contains(fs::read_symlink(*file, closed).string())) return true;
    }
    return false;
}

}  // namespace

std::optional<Process> holder_of_port(std::uint16_t port) {
    auto sockets = listening("/proc/net/tcp", port);
    sockets.merge(listening("/proc/net/tcp6", port));
    if (sockets.empty()) return std::nullopt;
    std::error_code failed;
    for (fs::directory_iterator process("/proc", failed), end; !failed && process != end; process.increment(failed)) {
        const auto name = process->path().filename().string();
        if (name.find_first_not_of("0123456789") != name.npos || !holds_one(process->path(), sockets)) continue;
        Process found{std::stol(name), ""};
        std::ifstream comm(process->path() / "comm");
        std::getline(comm, found.name);
        return found;
    }
    return std::nullopt;
}

}  // namespace tangible::serve
