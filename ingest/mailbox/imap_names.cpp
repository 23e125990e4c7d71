// Converts folder names with ICU's converter for IMAP mailbox names. A name that cannot be converted is returned
// unchanged: some servers use UTF-8 as it is, and then it still works.
#include "ingest/mailbox/imap_names.h"
#include "schemas/ground/error.h"
#include <memory>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace tangible::ingest {
namespace {

struct Close {
    void operator()(UConverter* c) const { ucnv_close(c); }
};

/// Opens the converter, set to stop at invalid input.
std::unique_ptr<UConverter, Close> converter(UErrorCode& failed) {
    std::unique_ptr<UConverter, Close> c(ucnv_open("IMAP-mailbox-name", &failed));
    if (c) ucnv_setToUCallBack(c.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &failed);
    return c;
}

}  // namespace

std::string folder_to_wire(std::string_view utf8) {
    UErrorCode failed = U_ZERO_ERROR;
    auto c = converter(failed);
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    // Modified UTF-7 needs at most 6 bytes for a UTF-16 unit ("&AAA-" is 5).
    std::string wire(static_cast<std::size_t>(text.length()) * 6 + 16, '\0');
    const int32_t size =
        U_FAILURE(failed) ? 0 : text.extract(wire.data(), static_cast<int32_t>(wire.size()), c.get(), failed);
    if (U_FAILURE(failed)) return std::string(utf8);
    wire.resize(static_cast<std::size_t>(size));
    return wire;
}

std::string folder_from_wire(std::string_view wire) {
    UErrorCode failed = U_ZERO_ERROR;
    auto c = converter(failed);
    if (U_FAILURE(failed)) return std::string(wire);
    const icu::UnicodeString text(wire.data(), static_cast<int32_t>(wire.size()), c.get(), failed);
    if (U_FAILURE(failed)) return std::string(wire);
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string quoted_for_imap(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '\r' || c == '\n' || c == '\0') throw Error(ErrorKind::usage, "the name of a folder must be one line");
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace tangible::ingest
