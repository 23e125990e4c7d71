// Makes values shorter as Xapian does: raw deflate (RFC 1951), used only where it helps.  And checksums.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tangible::index::glass {

/// A compressor with its buffers, for one thread.
class Deflater {
public:
    Deflater();
    ~Deflater();
    /// Returns the deflated bytes, or "" when they would not be shorter.  The view stays valid until the next call.
    std::string_view deflated(std::string_view);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Returns the CRC-32 of some bytes, as in gzip (RFC 1952).
std::uint32_t checksum(std::string_view);

}  // namespace tangible::index::glass
