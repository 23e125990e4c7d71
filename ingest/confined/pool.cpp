// See pool.h.  Parent and keeper talk in pairs: an Order, and a Report that may carry a child's socket.
#include "ingest/confined/pool.h"
#include "ingest/confined/frames.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace tangible::ingest {
namespace {

/// Hire a child (pid 0), or dismiss the one with this pid.
struct Order {
    pid_t dismiss = 0;
};
/// The new child's pid, or the wait status of the one dismissed.
struct Report {
    pid_t pid = 0;
    int status = 0;
};

constexpr int no_socket = -1;

void send_report(int control, const Report& report, int socket) {
    iovec bytes{const_cast<Report*>(&report), sizeof report};
    alignas(cmsghdr) char room[CMSG_SPACE(sizeof socket)] = {};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    if (socket != no_socket) {
        message.msg_control = room;
        message.msg_controllen = sizeof room;
        cmsghdr* rights = CMSG_FIRSTHDR(&message);
        *rights = {CMSG_LEN(sizeof socket), SOL_SOCKET, SCM_RIGHTS};
        std::memcpy(CMSG_DATA(rights), &socket, sizeof socket);
    }
    if (sendmsg(control, &message, MSG_NOSIGNAL) != sizeof report) _exit(0);
}

bool receive_report(int control, Report& report, int& socket) {
    iovec bytes{&report, sizeof report};
    alignas(cmsghdr) char room[CMSG_SPACE(sizeof socket)] = {};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = room;
    message.msg_controllen = sizeof room;
    ssize_t n;
    do n = recvmsg(control, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
    while (n < 0 && errno == EINTR);
    if (n != sizeof report) return false;
    if (const cmsghdr* rights = CMSG_FIRSTHDR(&message)) std::memcpy(&socket, CMSG_DATA(rights), sizeof socket);
    return true;
}

Report hired(const Job& job, const Limits& limits, int& socket) {
    const auto [ours, theirs] = connected_pair();
    const pid_t pid = fork();
    if (pid == 0) serve_confined(theirs, job, limits);
    close(theirs);
    socket = ours;
    return {pid, 0};
}

Report dismissed(pid_t pid) {
    Report report;
    kill(pid, SIGKILL);  // a child that has ended keeps the status it ended with
    waitpid(pid, &report.status, 0);
    return report;
}

/// The keeper's life: carries out orders until the parent is gone; its children die with it.
[[noreturn]] void keep(int control, const Job& job, const std::function<void()>& warm, const Limits& limits) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) signal(number, SIG_IGN);  // the parent says when
    dup2(control, 3);
    close_range(4, ~0u, 0);
    control = 3;
    if (warm) warm();
    Order order;
    while (recv(control, &order, sizeof order, MSG_WAITALL) == sizeof order) {
        int socket = no_socket;
        const Report report = order.dismiss ? dismissed(order.dismiss) : hired(job, limits, socket);
        send_report(control, report, socket);
        if (socket != no_socket) close(socket);
    }
    _exit(0);
}

Report carried_out(int control, const Order& order, int& socket) {
    Report report;
    if (send(control, &order, sizeof order, MSG_NOSIGNAL) != sizeof order || !receive_report(control, report, socket) ||
        report.pid < 0)
        throw Error(ErrorKind::temporary, "the process that starts the file readers has ended",
                    "start the program again");
    return report;
}

}  // namespace

Pool::Pool(int children, Job job, const std::function<void()>& warm, const Limits& limits)
    : limits_(limits), slots_(static_cast<std::size_t>(std::max(children, 1))) {
    const auto [ours, theirs] = connected_pair();
    keeper_ = fork();
    if (keeper_ == 0) keep(theirs, job, warm, limits);
    close(theirs);
    control_ = ours;
    if (keeper_ < 0)
        throw Error(ErrorKind::temporary, "cannot start the process that starts the file readers",
                    "check the limit on processes");
    for (Child& child : slots_) free_.push_back(&child);
}

Pool::~Pool() {
    for (const Child& child : slots_)
        if (child.socket >= 0) close(child.socket);
    close(control_);
    kill(keeper_, SIGKILL);
    waitpid(keeper_, nullptr, 0);
}

Pool::Child* Pool::take() {
    std::unique_lock turn(slots_turn_);
    freed_.wait(turn, [&] { return !free_.empty(); });
    Child* child = free_.back();
    free_.pop_back();
    return child;
}

void Pool::give_back(Child* child) {
    {
        const std::lock_guard turn(slots_turn_);
        free_.push_back(child);
    }
    freed_.notify_one();
}

void Pool::hire(Child& child) {
    const std::lock_guard turn(control_turn_);
    int socket = no_socket;
    const Report report = carried_out(control_, {}, socket);
    child = {socket, report.pid, true};
}

int Pool::dismiss(Child& child) {
    const std::lock_guard turn(control_turn_);
    close(child.socket);
    const Order order{child.pid};
    child = {};
    int none = no_socket;
    return carried_out(control_, order, none).status;
}

Exchange Pool::exchange(Child& child, std::string_view input, const Limits& limits) {
    if (child.socket < 0) hire(child);
    const bool fresh = std::exchange(child.fresh, false);
    Exchange result = ask_child(child.socket, input, limits);
    // A child that died before it was asked, or of what it read before, says nothing about this input.
    if (result.end != Exchange::End::closed || fresh) return result;
    dismiss(child);
    return exchange(child, input, limits);
}

Answer Pool::ask(std::string_view input, std::chrono::milliseconds most) {
    Limits limits = limits_;
    limits.wall_ms = static_cast<int>(std::min<std::int64_t>(limits.wall_ms, most.count()));
    Child* child = take();
    const auto release = [this](Child* c) { give_back(c); };
    const std::unique_ptr<Child, decltype(release)> held(child, release);
    Exchange result = exchange(*child, input, limits);
    const bool stays = result.end == Exchange::End::answered || result.end == Exchange::End::failed;
    const int status = stays ? 0 : dismiss(*child);
    return answer_of(std::move(result), status, limits);
}

}  // namespace tangible::ingest
