// Reads what the sheets of an .xlsx share. Follows the relations from the package to the workbook, and from the
// workbook to the first visible sheet, the shared strings and the styles. The names of these parts are not fixed, so
// relations must be followed.
#include "ingest/tables/xlsx_parts.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <charconv>
#include <map>

namespace tangible::ingest {
namespace {

/// As Grid: a million cells at most.
constexpr std::size_t max_strings = 1'000'000, max_strings_bytes = 64 << 20, max_styles = 100'000;

int number_in(std::string_view text) {
    int number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// One part of a package that another part refers to.
struct Relation {
    std::string id, type, target;  ///< target: a part's name from the package's root
};
using Relations = std::vector<Relation>;

/// Returns a target as a path from the root of the package: "xl/worksheets/sheet1.xml" for "worksheets/sheet1.xml" or
/// "/xl/worksheets/sheet1.xml" seen from "xl". "." and ".." are resolved, and never lead out of the root.
std::string resolved(std::string_view folder, std::string_view target) {
    std::string whole = target.starts_with('/') ? std::string(target) : std::string(folder) + "/" + std::string(target);
    std::vector<std::string> steps;
    for (std::size_t at = 0; at < whole.size();) {
        std::size_t end = std::min(whole.find('/', at), whole.size());
        std::string step = whole.substr(at, end - at);
        if (step == ".." && !steps.empty())
            steps.pop_back();
        else if (!step.empty() && step != "." && step != "..")
            steps.push_back(std::move(step));
        at = end + 1;
    }
    std::string path;
    for (const std::string& step : steps) path += (path.empty() ? "" : "/") + step;
    return path;
}

/// Reads the relations of a part, from "_rels/NAME.rels" beside it. "" is the package itself.
Relations relations_of(Package& package, std::string_view part) {
    auto slash = part.rfind('/');
    std::string_view folder = part.substr(0, slash == part.npos ? 0 : slash);
    std::string name = (folder.empty() ? "" : std::string(folder) + "/") + "_rels/" +
                       std::string(part.substr(slash == part.npos ? 0 : slash + 1)) + ".rels";
    Relations all;
    xml::Tree tree(package.part(name).value_or(""));
    for (xml::Node node : tree.root().children())
        if (node.local() == "Relationship" && node.attribute("TargetMode") != "External")
            all.push_back({std::string(node.attribute("Id")), std::string(node.attribute("Type")),
                           resolved(folder, node.attribute("Target"))});
    return all;
}

/// Returns the target of the first relation of a type. Types end alike in both editions of the standard.
std::string target_of(const Relations& relations, std::string_view type) {
    auto found = std::ranges::find_if(relations, [&](const Relation& r) { return r.type.ends_with(type); });
    return found == relations.end() ? "" : found->target;
}

/// Returns the part with the first sheet that is not hidden, or "".
std::string first_visible_sheet(xml::Node workbook, const Relations& relations) {
    for (xml::Node sheet : workbook.child("sheets").children()) {
        std::string_view state = sheet.attribute("state");
        if (sheet.local() != "sheet" || state == "hidden" || state == "veryHidden") continue;
        // "id" without its prefix is also how "r:id" reads; a sheet's own number is "sheetId".
        auto found = std::ranges::find(relations, sheet.attribute("id"), &Relation::id);
        if (found != relations.end() && found->type.ends_with("/worksheet")) return found->target;
    }
    return {};
}

std::vector<std::string> strings_in(const std::string& xml) {
    std::vector<std::string> all;
    std::size_t bytes = 0;
    xml::Tree tree(xml);
    for (xml::Node item : tree.root().children()) {
        if (item.local() != "si" || all.size() >= max_strings || bytes > max_strings_bytes) continue;
        all.push_back(string_of(item));
        bytes += all.back().size();
    }
    return all;
}

/// Returns the meaning of each cell style's number format.
std::vector<NumberFormat> formats_in(const std::string& xml) {
    xml::Tree tree(xml);
    std::map<int, NumberFormat> own;
    for (xml::Node format : tree.root().child("numFmts").children())
        own[number_in(format.attribute("numFmtId"))] = format_of_code(format.attribute("formatCode"));
    std::vector<NumberFormat> all;
    for (xml::Node style : tree.root().child("cellXfs").children()) {
        if (style.local() != "xf" || all.size() >= max_styles) continue;
        int id = number_in(style.attribute("numFmtId"));
        auto found = own.find(id);
        all.push_back(found == own.end() ? built_in_format(id) : found->second);
    }
    return all;
}

}  // namespace

const std::string& Workbook::shared_string(int number) const {
    static const std::string nothing;
    bool there = number >= 0 && static_cast<std::size_t>(number) < strings.size();
    return there ? strings[static_cast<std::size_t>(number)] : nothing;
}

NumberFormat Workbook::format(int style) const {
    bool there = style >= 0 && static_cast<std::size_t>(style) < formats.size();
    return there ? formats[static_cast<std::size_t>(style)] : NumberFormat{};
}

Workbook workbook_in(Package& package) {
    std::string name = target_of(relations_of(package, ""), "/officeDocument");
    if (!package.has(name)) name = "xl/workbook.xml";
    Workbook book;
    Relations relations = relations_of(package, name);
    xml::Tree tree(package.part(name).value_or(""));
    std::string_view calendar = tree.root().child("workbookPr").attribute("date1904");
    book.from_1904 = calendar == "1" || calendar == "true" || calendar == "on";
    book.sheet = first_visible_sheet(tree.root(), relations);
    book.strings = strings_in(package.part(target_of(relations, "/sharedStrings")).value_or(""));
    book.formats = formats_in(package.part(target_of(relations, "/styles")).value_or(""));
    return book;
}

std::string plain_text(xml::Node node) {
    std::string text;
    for (xml::Node piece : node.children())
        if (piece.is_text()) text += piece.text();
    return text;
}

std::string string_of(xml::Node item) {
    std::string text;
    for (xml::Node node : item.children()) {
        if (node.local() == "t") text += plain_text(node);
        if (node.local() == "r") text += plain_text(node.child("t"));
    }
    return without_escapes(text);
}

std::string without_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint32_t code = 0;
        bool escape = text.substr(i).starts_with("_x") && i + 6 < text.size() && text[i + 6] == '_';
        if (escape) {
            auto [end, trouble] = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
            escape =
                trouble == std::errc() && end == text.data() + i + 6 && code != 0 && (code < 0xD800 || code > 0xDFFF);
        }
        if (escape)
            append(out, code), i += 6;
        else
            out += text[i];
    }
    return out;
}

}  // namespace tangible::ingest
