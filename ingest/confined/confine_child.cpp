// Confines a child, runs its loop, and turns the ends of questions into answers for people.
//
// A child is confined in this order: it is tied to its parent's life, loses all descriptors except its socket, gets its
// limits (setrlimit), and at last gives up all system calls that computing does not need (seccomp).  seccomp comes last
// because the steps before it need calls that it forbids.
#include "ingest/confined/confine_child.h"
#include "ingest/confined/frames.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <new>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TANGIBLE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TANGIBLE_SANITIZED 1
#endif
#endif

namespace tangible::ingest {
namespace {

// A sanitizer maps terabytes of address space and makes system calls of its own, so a build with one has neither the
// limit on memory nor seccomp.
#ifdef TANGIBLE_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// A child that has answered this many questions, or ever used this much memory, ends itself, so that leaks and
// fragments of memory in the libraries do not add up.
constexpr int max_questions = 500;
constexpr long max_resident_kib = 256 * 1024;
constexpr std::size_t max_question_bytes = std::size_t{64} << 20;  // more than a submission of 25 MiB with its details

void limit(int resource, rlim_t soft, rlim_t hard) {
    const rlimit both{soft, hard};
    setrlimit(static_cast<__rlimit_resource_t>(resource), &both);
}

rusage used() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage;
}

/// Gives the next question its own seconds of processor time.  RLIMIT_CPU counts over the whole life of the process, so
/// the limit is what was used so far (rounded up) and the seconds.  The kernel ends a child that exceeds it with
/// SIGXCPU.
void grant_cpu(int cpu_s) {
    const rusage usage = used();
    const auto so_far = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1;
    limit(RLIMIT_CPU, static_cast<rlim_t>(so_far + cpu_s), RLIM_INFINITY);
}

/// The system calls that a pure function of its input needs: memory, time, its socket, and to end.
constexpr int allowed_calls[] = {
    SCMP_SYS(read),         SCMP_SYS(write),
    SCMP_SYS(recvfrom),     SCMP_SYS(sendto),
    SCMP_SYS(poll),         SCMP_SYS(ppoll),
    SCMP_SYS(lseek),        SCMP_SYS(close),
    SCMP_SYS(fstat),        SCMP_SYS(brk),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),
    SCMP_SYS(madvise),      SCMP_SYS(futex),
    SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),
    SCMP_SYS(getrusage),    SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday),
    SCMP_SYS(time),         SCMP_SYS(times),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),
};

/// Allows the calls above and makes every other call fail with EPERM.  They do not kill the child: libraries try calls
/// that they can do without, such as opening a file of settings.  Returns false when the kernel refuses the filter.
bool allow_only_computing() {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    bool ok = true;
    for (const int call : allowed_calls) ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    // Memory may be mapped, but none from which code can run: the third argument must not have PROT_EXEC.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
        ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
    // abort() sends a signal to its own process; signals to others stay forbidden.
    const auto self = static_cast<scmp_datum_t>(getpid());
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self)) == 0;
    // grant_cpu() raises the limit on processor time.  A reader that was taken over could raise it, too; the parent's
    // limit on time (wall_ms) still ends it.
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0),
                                SCMP_A1(SCMP_CMP_EQ, RLIMIT_CPU)) == 0;
    ok = ok && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

/// Closes everything except `socket`.  The standard streams lead to /dev/null, so that a library that prints a warning
/// cannot write into the socket under the number 1 or 2.
void close_all_but(int socket) {
    const int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0) _exit(3);
    for (int stream = 0; stream < 3; ++stream) dup2(nowhere, stream);
    if (socket > 3) close_range(3, static_cast<unsigned>(socket - 1), 0);
    close_range(static_cast<unsigned>(socket + 1), ~0u, 0);
}

void confine_self(int socket, const Limits& limits) {
    const pid_t parent = getppid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);   // the child dies with its parent
    if (getppid() != parent) _exit(1);  // the parent died before that call
    for (const int number : {SIGXCPU, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) signal(number, SIG_DFL);
    // Ctrl-C in a terminal reaches every process of the group; the parent decides when its children end.
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) signal(number, SIG_IGN);
    close_all_but(socket);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, 0, 0);
    limit(RLIMIT_NOFILE, 1, 1);  // for new descriptors; open ones stay.  At 0, poll() of one descriptor would fail
    if (!sanitized) limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (!sanitized && !allow_only_computing()) _exit(2);
}

// The kinds of frames: a question; and its answer, out of memory, the job threw, or the answer of a worn-out child that
// ends itself now.
enum Kind : char { question = 'q', answered = 'a', no_memory = 'm', threw = 'x', last_answer = 'l' };

Frame answer_to(const Job& job, const std::string& input) {
    try {
        return {answered, job(input)};
    } catch (const std::bad_alloc&) {
        return {no_memory, {}};
    } catch (...) {
        return {threw, {}};
    }
}

Exchange::End end_of(char kind) {
    switch (kind) {
    case answered:
        return Exchange::End::answered;
    case last_answer:
        return Exchange::End::worn_out;
    case no_memory:
        return Exchange::End::too_big;
    case threw:
        return Exchange::End::failed;
    }
    return Exchange::End::closed;
}

Exchange::End end_of(Moved moved) {
    switch (moved) {
    case Moved::late:
        return Exchange::End::too_slow;
    case Moved::too_long:
        return Exchange::End::too_big;
    default:
        return Exchange::End::closed;
    }
}

}  // namespace

// After it is confined, the child receives a question, runs the job, sends the answer, and starts again.
void serve_confined(int socket, const Job& job, const Limits& limits) {
    confine_self(socket, limits);
    const Deadline never = Deadline::clock::now() + std::chrono::hours(24 * 365 * 10);
    for (int questions = 1;; ++questions) {
        Frame input;
        if (receive_frame(socket, input, max_question_bytes, never) != Moved::all) _exit(0);
        grant_cpu(limits.cpu_s);
        Frame answer = answer_to(job, input.bytes);
        const bool worn_out = questions >= max_questions || used().ru_maxrss > max_resident_kib;
        if (worn_out && answer.kind == answered) answer.kind = last_answer;
        if (send_frame(socket, answer.kind, answer.bytes, never) != Moved::all || worn_out) _exit(0);
    }
}

Exchange ask_child(int socket, std::string_view input, const Limits& limits) {
    const Deadline until = Deadline::clock::now() + std::chrono::milliseconds(limits.wall_ms);
    Frame answer;
    Moved moved = send_frame(socket, question, input, until);
    if (moved == Moved::all) moved = receive_frame(socket, answer, limits.answer_bytes, until);
    if (moved != Moved::all) return {end_of(moved), {}};
    return {end_of(answer.kind), std::move(answer.bytes)};
}

Answer answer_of(Exchange exchange, int status, const Limits& limits) {
    using End = Exchange::End;
    const bool out_of_cpu = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;  // see grant_cpu()
    const auto no = [](const char* reason, std::string detail) {
        return Answer{false, {}, {reason, std::move(detail)}};
    };
    switch (exchange.end) {
    case End::answered:
    case End::worn_out:
        return {true, std::move(exchange.bytes), {}};
    case End::too_slow:
        break;
    case End::too_big:
        return no("too_big", "Reading this file needs more memory than is allowed.");
    case End::failed:
        return no("crashed", "The program that reads files could not read this one.");
    case End::closed:
        if (!out_of_cpu) return no("crashed", "The program that reads files stopped while it read this one.");
    }
    return no("too_slow", "Reading this file takes longer than the " + std::to_string((limits.wall_ms + 999) / 1000) +
                              " s allowed.");
}

}  // namespace tangible::ingest
