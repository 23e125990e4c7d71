// Blocks of WordprocessingML (ECMA-376-1) to text, as they stand with all changes accepted: a paragraph or table row a
// line, text boxes behind the paragraph that they hang on, hidden words and unanswered prompts left out.
#pragma once
#include "ingest/formats/lines.h"
#include "ingest/formats/xml.h"
#include "ingest/word/numbering.h"
#include <string>
#include <vector>

namespace tangible::ingest {

class WordBody {
public:
    /// Keeps the reference: what is read later counts on.
    explicit WordBody(Numbering& numbering) : numbering_(numbering) {}
    void read(xml::Node);
    /// Everything so far; leaves nothing.
    std::string take();

private:
    Lines& lines() { return layers_.back(); }
    bool enter(xml::Node);
    void leave(xml::Node);
    void begin_paragraph(xml::Node);
    void end_paragraph(xml::Node);

    Numbering& numbering_;
    std::vector<Lines> layers_ = std::vector<Lines>(1);  ///< the page, and the text boxes on it that are open
    std::string boxes_;
    bool runs_on_ = false;  ///< the last paragraph goes on in the next
};

}  // namespace tangible::ingest
