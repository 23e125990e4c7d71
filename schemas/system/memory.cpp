// Sets three parameters of glibc's malloc with mallopt(): the size from which a block is mapped on its own and so goes
// back when it is freed, how much freed memory an arena keeps, and the number of arenas.  Two arenas for each processor
// that keep 32 MB each make the 64 MB that the header promises.
#include "schemas/system/memory.h"
#include <malloc.h>
#include <unistd.h>

namespace tangible {

void keep_freed_memory() {
    constexpr int list_bytes = 4 << 20, kept_bytes = 32 << 20, arenas_a_processor = 2;
    ::mallopt(M_MMAP_THRESHOLD, list_bytes);
    ::mallopt(M_TRIM_THRESHOLD, kept_bytes);  // of each arena
    ::mallopt(M_ARENA_MAX, arenas_a_processor * static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)));
}

}  // namespace tangible
