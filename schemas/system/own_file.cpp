// Reads a file through a stream, without a limit on its size.  synced() opens the path once more and calls fsync(),
// which also writes what other descriptors of the same file wrote.
#include "schemas/system/own_file.h"
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace tangible {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool synced(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool done = ::fsync(fd) == 0;
    const int why = errno;
    ::close(fd);
    errno = why;
    return done;
}

}  // namespace tangible
