// Three kinds of processes take part: the program (parent), the keeper, and the children.
//
// The parent sends an Order to the keeper, which forks or ends a child and answers with a Report.  The report on a new
// child carries its socket (SCM_RIGHTS).  From then on the parent talks to the child directly (ask_child()), and needs
// the keeper again only to end it.  Only the keeper forks: it has one thread and no open store, while the parent
// has threads, and a process that has threads cannot safely fork.
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

/// An order to the keeper: start a child (0), or end the child with this process id.
struct Order {
    pid_t dismiss = 0;
};
/// The keeper's answer.
struct Report {
    pid_t pid = 0;   ///< of the new child; negative when it could not be started
    int status = 0;  ///< wait status of the child that was ended
};

constexpr int no_socket = -1;

/// Sends a report, and with it a descriptor unless that is no_socket (unix(7), SCM_RIGHTS).  Ends the keeper when the
/// parent is gone.
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

/// Receives a report, and sets `socket` when a descriptor came with it.  Returns false when the keeper is gone.
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

/// In the keeper: starts a child and sets `socket` to our end of its socket.
Report hired(const Job& job, const Limits& limits, int& socket) {
    const auto [ours, theirs] = connected_pair();
    const pid_t pid = fork();
    if (pid == 0) serve_confined(theirs, job, limits);
    close(theirs);
    if (pid < 0)
        close(ours);
    else
        socket = ours;
    return {pid, 0};
}

/// In the keeper: ends a child and returns how it ended.
Report dismissed(pid_t pid) {
    Report report;
    kill(pid, SIGKILL);  // a child that has ended keeps the status it ended with
    waitpid(pid, &report.status, 0);
    return report;
}

/// Runs the keeper: carries out orders until the parent is gone.  Its children die with it (PR_SET_PDEATHSIG).
[[noreturn]] void keep(int control, const Job& job, const std::function<void()>& warm, const Limits& limits) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) signal(number, SIG_IGN);  // the parent decides when it ends
    // Keep the standard streams and the socket, as number 3, and close whatever else the parent had open.
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

/// In the parent: sends an order and waits for the report.
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
    // A child that is gone may have died before it was asked, or of an earlier input.  That says nothing about this
    // input, so a fresh child is asked again; only when that one dies, too, is the input to blame.
    if (result.end != Exchange::End::closed || fresh) return result;
    dismiss(child);
    return exchange(child, input, limits);
}

// Take a free place, ask its child (starting one if there is none), end the child unless it can answer again, give the
// place back.
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
