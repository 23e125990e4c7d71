// Values made shorter as Xapian does it: raw deflate (RFC 1951), kept only where it helps.  And checksums.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tangible::index::glass {

class Deflater {
public:
    Deflater();
    ~Deflater();
    /// "" when it would not be shorter.  Stays until the next call.
    std::string_view deflated(std::string_view);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// CRC-32 of the bytes (that of gzip and RFC 1952).
std::uint32_t checksum(std::string_view);

}  // namespace tangible::index::glass
