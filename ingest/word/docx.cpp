// Reads Word documents (ECMA-376). The main part is the text; notes, comments, headers and footers are other parts and
// are kept beside it. Their names are not fixed, so they are found by their relation to the main part.
#include "ingest/formats/asides.h"
#include "ingest/formats/package.h"
#include "ingest/formats/readers.h"
#include "ingest/word/word_body.h"
#include <algorithm>
#include <array>
#include <utility>

namespace tangible::ingest {
namespace {

/// Finds parts by what they are to another part (ECMA-376-2, 9.3).
class Relations {
public:
    Relations(Package& package, const std::string& folder, const std::string& file)
        : tree_(package.part(folder + "_rels/" + file + ".rels").value_or("")), folder_(folder) {}

    /// Returns the parts of a type, in the order of the file. Types are compared by their last word: "transitional" and
    /// "strict" files differ in the words before it.
    std::vector<std::string> parts(std::string_view type) const {
        std::vector<std::string> names;
        for (xml::Node r : tree_.root().children())
            if (r.attribute("Type").ends_with("/" + std::string(type)) && r.attribute("TargetMode") != "External")
                names.push_back(absolute(r.attribute("Target")));
        return names;
    }

    /// Returns the first part of a type, or `otherwise` in the same folder.
    std::string part(std::string_view type, std::string_view otherwise) const {
        std::vector<std::string> names = parts(type);
        return names.empty() ? folder_ + std::string(otherwise) : names.front();
    }

private:
    std::string absolute(std::string_view target) const {
        return target.starts_with('/') ? std::string(target.substr(1)) : folder_ + std::string(target);
    }
    xml::Tree tree_;
    std::string folder_;
};

/// Divides "word/document.xml" into "word/" and "document.xml".
std::pair<std::string, std::string> folder_and_file(const std::string& part) {
    std::size_t slash = part.rfind('/');
    std::size_t n = slash == part.npos ? 0 : slash + 1;
    return {part.substr(0, n), part.substr(n)};
}

struct NotesPart {
    AsideKind kind;
    std::string_view type, file;
};
constexpr std::array notes_parts = {NotesPart{AsideKind::footnote, "footnotes", "footnotes.xml"},
                                    NotesPart{AsideKind::endnote, "endnotes", "endnotes.xml"},
                                    NotesPart{AsideKind::comment, "comments", "comments.xml"}};
/// Each section may have its own headers and footers; this bounds what a crafted file repeats.
constexpr std::size_t max_margins = 50;

/// Adds each note of a part, except the lines that separate notes from the text.
void add_notes(std::vector<Aside>& asides, WordBody& body, xml::Node notes, AsideKind kind) {
    for (xml::Node note : notes.children()) {
        if (!note.attribute("type").empty() && note.attribute("type") != "normal") continue;
        body.read(note);
        add_aside(asides, kind, body.take());
    }
}

void add_margins(std::vector<Aside>& asides, WordBody& body, Package& package, const Relations& relations) {
    for (AsideKind kind : {AsideKind::header, AsideKind::footer}) {
        std::vector<std::string> names = relations.parts(name(kind));
        names.resize(std::min(names.size(), max_margins));
        for (const std::string& part : names) {
            xml::Tree margin(package.part(part).value_or(""));
            body.read(margin.root());
            add_aside(asides, kind, body.take());
        }
    }
}

Document refused(const Rejection& why) {
    Document document;
    document.rejection =
        why.reason.empty() ? Rejection{"unreadable", "The Word file is damaged: its text cannot be found."} : why;
    return document;
}

/// Reads a Word 2003 document in one XML file (WordprocessingML before ECMA-376). Its elements have the same names.
Document read_word_xml(std::string_view bytes) {
    xml::Tree text{std::string(bytes)}, none("");
    Numbering numbering(none.root(), none.root());
    WordBody body(numbering);
    body.read(text.root().child("body"));
    Document document;
    document.text = body.take();
    return document.text.empty() ? refused({}) : document;
}

}  // namespace

Document read_docx(std::string_view bytes) {
    if (!bytes.starts_with("PK")) return read_word_xml(bytes);
    Package package(bytes);
    const auto [folder, file] = folder_and_file(Relations(package, "", "").part("officeDocument", "word/document.xml"));
    xml::Tree text(package.part(folder + file).value_or(""));
    if (!text.root()) return refused(package.trouble());
    const Relations relations(package, folder, file);
    xml::Tree numbers(package.part(relations.part("numbering", "numbering.xml")).value_or("")),
        styles(package.part(relations.part("styles", "styles.xml")).value_or(""));

    Numbering numbering(numbers.root(), styles.root());
    WordBody body(numbering);
    body.read(text.root().child("body"));
    Document document;
    document.text = body.take();
    for (const NotesPart& part : notes_parts) {
        xml::Tree notes(package.part(relations.part(part.type, part.file)).value_or(""));
        add_notes(document.asides, body, notes.root(), part.kind);
    }
    add_margins(document.asides, body, package, relations);
    read_headers_of_an_empty_page(document);
    return document;
}

}  // namespace tangible::ingest
