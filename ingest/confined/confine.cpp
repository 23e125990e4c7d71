// Starts one confined child for one job: connects a pair of sockets, forks, asks, and kills the child.  The loop of the
// child is in confine_child.cpp; the pool of children that stay is in pool.cpp.
#include "ingest/confined/confine.h"
#include "ingest/confined/confine_child.h"
#include "ingest/confined/frames.h"
#include "schemas/ground/error.h"
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace tangible::ingest {

Answer confined(const std::function<std::string(std::string_view)>& job, std::string_view input, const Limits& limits) {
    const auto [ours, theirs] = connected_pair();
    const pid_t pid = fork();
    if (pid < 0)
        throw Error(ErrorKind::temporary, "cannot start a process to read a file", "check the limit on processes");
    if (pid == 0) serve_confined(theirs, job, limits);
    close(theirs);
    Exchange result = ask_child(ours, input, limits);
    close(ours);
    kill(pid, SIGKILL);  // a child that has ended already keeps the status it ended with
    int status = 0;
    waitpid(pid, &status, 0);
    return answer_of(std::move(result), status, limits);
}

}  // namespace tangible::ingest
