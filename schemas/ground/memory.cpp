// Sets three parameters of glibc's malloc with mallopt(): the size above which memory is mapped, how much an arena
// keeps, and the number of arenas.
#include "schemas/ground/memory.h"
#include <malloc.h>
#include <unistd.h>

namespace tangible::index {

void keep_freed_memory() {
    constexpr int list_bytes = 4 << 20, kept_bytes = 32 << 20, arenas_a_processor = 2;
    ::mallopt(M_MMAP_THRESHOLD, list_bytes);
    ::mallopt(M_TRIM_THRESHOLD, kept_bytes);  // of each arena
    ::mallopt(M_ARENA_MAX, arenas_a_processor * static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)));
}

}  // namespace tangible::index
