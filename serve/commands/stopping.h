// How a server ends: SIGINT or SIGTERM asks it to, and it ends soon whatever it is doing.  All that was acknowledged is
// committed and synced before, and everything else is done again at the next start, so that no work needs waiting for.
#pragma once

namespace tangible::serve {

/// Blocks both signals in this thread and in all that it starts from here on: call it before the first.
void block_stop_signals();

/// Waits for one of them.  From then on there are eight seconds for a clean end; after that the process ends at once.
void wait_for_stop();

}  // namespace tangible::serve
