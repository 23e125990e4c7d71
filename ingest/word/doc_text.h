// The characters of a Word 97 document (MS-DOC 2.4.1): the piece table says in which order they lie in the file.
// Takes any bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A structure in the table stream, by its number in the file information block (MS-DOC 2.5.6); "" when there is none.
std::string_view doc_structure(std::string_view document, std::string_view table, std::size_t number);

class DocText {
public:
    /// Both must outlive it.
    DocText(std::string_view document, std::string_view table);
    bool empty() const { return pieces_.empty(); }

    /// What to put in front of a paragraph whose last character lies at this place of the document's stream; nullopt
    /// when no paragraph ends there.
    using Label = std::function<std::optional<std::string>(char mark, std::size_t at)>;
    /// The characters [begin, end) in UTF-8.  O(log pieces + characters).
    std::string text(std::uint64_t begin, std::uint64_t end, const Label& = {}) const;

private:
    struct Piece {
        std::uint64_t begin, end;
        std::size_t at;
        bool one_byte;
    };
    std::string_view document_;
    std::vector<Piece> pieces_;  ///< in order, no more characters than the document has bytes
};

}  // namespace tangible::ingest
