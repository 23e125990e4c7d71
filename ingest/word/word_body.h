// Turns blocks of WordprocessingML (ECMA-376-1) into text with all changes accepted: one line for each paragraph or
// table row. Text boxes follow the paragraph they hang on; hidden words and unanswered prompts are left out.
#pragma once
#include "ingest/formats/lines.h"
#include "ingest/formats/xml.h"
#include "ingest/word/numbering.h"
#include <string>
#include <vector>

namespace tangible::ingest {

/// Collects the text of the elements that it reads.
class WordBody {
public:
    /// Keeps the reference: all that is read counts its list numbers on.
    explicit WordBody(Numbering& numbering) : numbering_(numbering) {}
    /// Adds the text of an element and all within it.
    void read(xml::Node);
    /// Returns the text so far. The body is empty afterwards.
    std::string take();

private:
    Lines& lines() { return layers_.back(); }
    bool enter(xml::Node);
    void leave(xml::Node);
    void begin_paragraph(xml::Node);
    void end_paragraph(xml::Node);

    Numbering& numbering_;
    std::vector<Lines> layers_ = std::vector<Lines>(1);  ///< the page, then the text boxes that are open
    std::string boxes_;                                  ///< text boxes that wait for the end of their paragraph
    bool runs_on_ = false;                               ///< the next paragraph continues the last one
};

}  // namespace tangible::ingest
