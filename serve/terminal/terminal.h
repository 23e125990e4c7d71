// Makes all output of the program safe for a terminal.  Control and other characters that could change what a person
// sees (schemas/ground/visible.h) are printed as visible marks, whichever command prints them and whoever wrote them.
//
//     const SafeToPrint out(std::cout), errors(std::cerr);   // first thing in main()
#pragma once
#include <mutex>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Sends everything that is written to a stream through visible(), as long as the object lives.  Any thread may write.
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
    std::string begun_;  ///< the first bytes of a character whose rest has not come
};

/// Writes a file's bytes to stdout as they are.  Throws Error{usage} when stdout is a terminal, and {storage} when they
/// cannot be written.
void print_bytes(std::string_view);

}  // namespace tangible::serve
