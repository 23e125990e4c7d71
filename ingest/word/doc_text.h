// The characters of a Word 97 document (MS-DOC 2.4.1). They lie in the file in pieces; the piece table says in which
// order. Takes any bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Returns a structure of the table stream, by its number in the file information block (MS-DOC 2.5.6); "" if there is
/// none.
std::string_view doc_structure(std::string_view document, std::string_view table, std::size_t number);

/// The text of a document, addressed by character positions.
class DocText {
public:
    /// Reads the piece table. Keeps views: both streams must outlive it.
    DocText(std::string_view document, std::string_view table);
    bool empty() const { return pieces_.empty(); }

    /// Returns what to put in front of a paragraph whose last character, `mark`, lies at byte `at` of the document's
    /// stream; nullopt when no paragraph ends there.
    using Label = std::function<std::optional<std::string>(char mark, std::size_t at)>;
    /// Returns the characters [begin, end) in UTF-8. O(log pieces + characters).
    std::string text(std::uint64_t begin, std::uint64_t end, const Label& = {}) const;

private:
    struct Piece {
        std::uint64_t begin, end;  ///< characters
        std::size_t at;            ///< byte offset in the document's stream
        bool one_byte;             ///< windows-1252, else UTF-16
    };
    std::string_view document_;
    std::vector<Piece> pieces_;  ///< in order, no more characters than the document has bytes
};

}  // namespace tangible::ingest
