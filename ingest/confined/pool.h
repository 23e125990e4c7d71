// Confined children that answer questions for any thread.  A keeper process, forked before threads and stores
// exist, holds what children need warm and forks them on demand, so that no child ever has the server's memory
// or files.  A child serves one question at a time, many in a row; a fault costs that child only.
#pragma once
#include "ingest/confined/confine_child.h"
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <sys/types.h>
#include <vector>

namespace tangible::ingest {

class Pool {
public:
    /// Call before the first thread is started.  `warm` runs once in the keeper, to load what libraries
    /// load late: a confined child can open nothing.
    Pool(int children, Job job, const std::function<void()>& warm, const Limits&);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Any thread.  Waits for a free child, which then has `most`, or what the limits allow when that is less.
    /// Throws Error{temporary} when the keeper is gone.
    Answer ask(std::string_view input, std::chrono::milliseconds most = std::chrono::milliseconds::max());
    int children() const { return static_cast<int>(slots_.size()); }

private:
    struct Child {
        int socket = -1;
        pid_t pid = 0;
        bool fresh = true;
    };
    Child* take();
    void give_back(Child*);
    void hire(Child&);
    int dismiss(Child&);  ///< gives its wait status
    Exchange exchange(Child&, std::string_view input, const Limits&);

    const Limits limits_;
    pid_t keeper_ = 0;
    int control_ = -1;
    std::mutex control_turn_, slots_turn_;
    std::condition_variable freed_;
    std::vector<Child> slots_;
    std::vector<Child*> free_;
};

}  // namespace tangible::ingest
