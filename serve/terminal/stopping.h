// How a server ends: on SIGINT or SIGTERM, within eight seconds whatever it is doing.  Nothing has to be waited for:
// everything that was acknowledged is committed and synced, and the next start does all other work again.
//
//     block_stop_signals();
//     Server server(make, pool);   // starts threads
//     wait_for_stop();             // then the destructor ends them
#pragma once

namespace tangible::serve {

/// Blocks both signals in this thread and in the threads that it starts later.  Call it before the first of these.
void block_stop_signals();

/// Waits for one of the signals, and then starts an alarm: a process that still runs eight seconds later ends at once,
/// with exit code 0.
void wait_for_stop();

}  // namespace tangible::serve
