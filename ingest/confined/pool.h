// A pool of confined children that answer questions from any thread.
//
// A keeper process is forked before the program has threads or an open store.  It loads what the children need and
// forks them on demand, so that no child ever has the server's memory or files.  A child answers one question at a
// time, and many in a row.  A fault ends that child only; the next question gets a new one.
//
//     Pool pool(2, job, load_tables, Limits{});  // before the first thread
//     const Answer answer = pool.ask(bytes);     // in any thread
#pragma once
#include "ingest/confined/confine_child.h"
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <sys/types.h>
#include <vector>

namespace tangible::ingest {

/// The children and their keeper.  The destructor ends them all.
class Pool {
public:
    /// Starts the keeper.  Call it before the first thread is started and before a store is opened.  `children` is the
    /// number of questions that can be answered at once, at least 1.  `warm` runs once in the keeper and must load
    /// every file that the job will need, since a confined child can open none.  Throws Error{temporary}.
    Pool(int children, Job job, const std::function<void()>& warm, const Limits&);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Asks a child; may be called from any thread.  Waits, however long, for a free child, which then has `most` or
    /// the time that the limits allow, whichever is less.  Throws Error{temporary} when the keeper is gone.
    Answer ask(std::string_view input, std::chrono::milliseconds most = std::chrono::milliseconds::max());
    int children() const { return static_cast<int>(slots_.size()); }

private:
    /// A place for a child.  The child itself is started when it is first asked.
    struct Child {
        int socket = -1;  ///< -1: no child has been started, or the last one was ended
        pid_t pid = 0;
        bool fresh = true;  ///< it has not been asked anything yet
    };
    Child* take();
    void give_back(Child*);
    void hire(Child&);
    int dismiss(Child&);  ///< ends the child and returns its wait status
    Exchange exchange(Child&, std::string_view input, const Limits&);

    const Limits limits_;
    pid_t keeper_ = 0;
    int control_ = -1;                      ///< socket to the keeper
    std::mutex control_turn_, slots_turn_;  ///< for `control_`; for `free_`
    std::condition_variable freed_;
    std::vector<Child> slots_;
    std::vector<Child*> free_;  ///< those of `slots_` that no thread is asking
};

}  // namespace tangible::ingest
