// Reads a secret. A file is checked for its permissions and then read. A command is started with posix_spawn() in a
// process group of its own and read through a pipe; after half a minute the whole group is killed. Neither the secret
// nor what the command printed goes into an error message.
#include "ingest/mailbox/secret.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace tangible::ingest {
namespace {

/// Access tokens have a few KiB.
constexpr std::size_t max_bytes = 64 << 10;
constexpr std::chrono::seconds longest_run(30);

/// Closes a file descriptor at the end of its life.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    int get() const { return fd_; }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

private:
    int fd_;
};

const char* kind(const Mailbox::Secret& secret) { return secret.is_token ? "token" : "password"; }

/// Reads to the end of the file, to max_bytes, or until `until`. Returns false when time was over or reading failed.
bool read_all(int fd, std::chrono::steady_clock::time_point until, std::string& out) {
    std::array<char, 4096> buffer;
    while (out.size() < max_bytes) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd wanted{fd, POLLIN, 0};
        if (left <= 0 || ::poll(&wanted, 1, static_cast<int>(left)) == 0) return false;
        const ssize_t n = ::read(fd, buffer.data(), buffer.size());
        if (n == 0) return true;
        if (n < 0 && errno != EINTR && errno != EAGAIN) return false;
        if (n > 0) out.append(buffer.data(), static_cast<std::size_t>(n));
    }
    return true;
}

/// Reads the file. O_NONBLOCK keeps a FIFO of that name from blocking us; then it is refused as no file.
std::string from_file(const Mailbox::Secret& secret) {
    const std::string what = secret.file.string();
    Descriptor fd(::open(secret.file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (fd.get() < 0 || ::fstat(fd.get(), &about) != 0)
        throw Error(ErrorKind::not_found, what + ": " + std::strerror(errno),
                    std::string("this file must contain the ") + kind(secret) + " and nothing else");
    if (!S_ISREG(about.st_mode)) throw Error(ErrorKind::bad_schema, what + " is not a regular file");
    if (about.st_mode & S_IRWXO)
        throw Error(ErrorKind::bad_schema, what + " can be read by every user of this machine", "run chmod o= " + what);
    std::string text;
    read_all(fd.get(), std::chrono::steady_clock::now() + longest_run, text);
    return text;
}

/// Owns the attributes of posix_spawn().
struct Spawning {
    Spawning() {
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawnattr_init(&how);
    }
    Spawning(const Spawning&) = delete;
    ~Spawning() {
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&how);
    }
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
};

/// Starts a command by the shell, with `out` as its output. It gets a process group of its own, so that all that it
/// starts can be killed together, and no blocked signals, whatever ours are.
pid_t started(const std::string& command, int out) {
    Spawning spawning;
    sigset_t none;
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&spawning.how, &none);
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&spawning.how, &usual);
    ::posix_spawnattr_setpgroup(&spawning.how, 0);
    ::posix_spawnattr_setflags(&spawning.how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    ::posix_spawn_file_actions_addopen(&spawning.files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&spawning.files, out, STDOUT_FILENO);
    std::string shell = "sh", option = "-c", line = command;
    std::array<char*, 4> words = {shell.data(), option.data(), line.data(), nullptr};
    pid_t child = -1;
    const int failed = ::posix_spawn(&child, "/bin/sh", &spawning.files, &spawning.how, words.data(), environ);
    if (failed) throw Error(ErrorKind::temporary, std::string("no command can be started: ") + std::strerror(failed));
    return child;
}

/// Runs the command and returns what it printed. The write end is closed here, so that reading ends when the command
/// does.
std::string from_command(const Mailbox::Secret& secret) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Error(ErrorKind::temporary, std::string("no command can be started: ") + std::strerror(errno));
    Descriptor in(ends[0]), out(ends[1]);
    const pid_t child = started(secret.command, out.get());
    out.close();
    std::string text;
    const bool ended = read_all(in.get(), std::chrono::steady_clock::now() + longest_run, text);
    if (!ended) ::kill(-child, SIGKILL);
    in.close();
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    const std::string name = std::string(kind(secret)) + "_command";
    if (!ended)
        throw Error(ErrorKind::temporary, name + " did not end within half a minute", "run the command by hand");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Error(ErrorKind::temporary, name + " failed", "run the command by hand to see its messages");
    return text;
}

}  // namespace

std::string read_secret(const Mailbox::Secret& secret) {
    std::string text = secret.command.empty() ? from_file(secret) : from_command(secret);
    text.resize(std::min(text.find_first_of(std::string_view("\r\n\0", 3)), text.size()));
    if (text.size() >= max_bytes)
        throw Error(ErrorKind::bad_schema,
                    (secret.command.empty() ? secret.file.string() : std::string("the output of the command")) +
                        " has a first line of more than " + in_bytes(max_bytes),
                    std::string("its first line should be the ") + kind(secret));
    if (text.empty())
        throw Error(ErrorKind::bad_schema,
                    secret.command.empty() ? secret.file.string() + " is empty"
                                           : "the command printed nothing on its first line",
                    std::string("its first line should be the ") + kind(secret));
    return text;
}

}  // namespace tangible::ingest
