// The one door by which the program prints: signs that steer a terminal (schemas/ground/visible.h) leave it as marks,
// whatever command printed the words and whoever wrote them.
#pragma once
#include <mutex>
#include <ostream>
#include <streambuf>
#include <string>

namespace tangible::serve {

/// While it lives, all that is written to `stream` goes through visible().  Any thread.
class SafeToPrint : public std::streambuf {
public:
    explicit SafeToPrint(std::ostream& stream);
    ~SafeToPrint() override;
    SafeToPrint(const SafeToPrint&) = delete;
    SafeToPrint& operator=(const SafeToPrint&) = delete;

protected:
    int_type overflow(int_type) override;
    std::streamsize xsputn(const char*, std::streamsize) override;
    int sync() override;

private:
    bool print(std::string_view);
    std::ostream& stream_;
    std::streambuf* to_;
    std::mutex turn_;
    std::string begun_;  ///< a sign of which not all bytes have come
};

}  // namespace tangible::serve
