// Gathers bytes in a buffer and writes them out when it is full. A call that a signal interrupts is repeated.
#include "index/glass/file.h"
#include "schemas/ground/error.h"
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tangible::index::glass {
namespace {

constexpr std::size_t waiting_bytes = 256 * 1024;  ///< 64 blocks with each call
constexpr mode_t mode = 0666;                      ///< the umask decides, as for the library's own files

[[noreturn]] void fail() {
    throw Error(ErrorKind::storage, "the new index cannot be written: " + std::generic_category().message(errno),
                "Check the free space on the disk and the owner of the folder.");
}

}  // namespace

OutFile::OutFile(const std::filesystem::path& path)
    : path_(path), descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)) {
    if (descriptor_ < 0) fail();
    waiting_.reserve(waiting_bytes);
}

OutFile::~OutFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void OutFile::add(std::string_view bytes) {
    if (waiting_.size() + bytes.size() > waiting_bytes) flush();
    waiting_ += bytes;
}

void OutFile::flush() {
    for (std::string_view rest = waiting_; !rest.empty();) {
        const auto n = ::write(descriptor_, rest.data(), rest.size());
        if (n < 0 && errno != EINTR) fail();
        if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
    }
    waiting_.clear();
}

void OutFile::close() {
    flush();
    if (::close(std::exchange(descriptor_, -1)) != 0) fail();
}

}  // namespace tangible::index::glass
