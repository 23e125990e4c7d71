// Writes a chapter as a man page, in the macros of man(7) and tables for tbl(1): md4c goes through the Markdown, and
// each block and span has its macro.
#include "schemas/ground/ascii.h"
#include "serve/help/manual.h"
#include <md4c.h>
#include <utility>

namespace tangible::serve {
namespace {

/// Returns text that roff prints as it is: "\" begins an escape, and a line must not begin with "." or "'".
std::string escaped(std::string_view text, bool at_line_start) {
    std::string out;
    for (char c : text) {
        if (at_line_start && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";  // a hyphen that can be pasted into a shell
        else
            out += c;
        at_line_start = c == '\n';
    }
    return out;
}

class Writer {
public:
    std::string write(const Chapter& c) {
        out_ = "'\\\" t\n.TH TANGIBLE\\-" + upper(c.name) + " 7\n.SH NAME\ntangible\\-" + c.name + " \\- " +
               escaped(c.summary, false) + '\n';
        MD_PARSER parser{};
        parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return static_cast<Writer*>(self)->enter(type, detail), 0;
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
            return static_cast<Writer*>(self)->leave(type), 0;
        };
        parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
            return static_cast<Writer*>(self)->span(type, true), 0;
        };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
            return static_cast<Writer*>(self)->span(type, false), 0;
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            return static_cast<Writer*>(self)->text(type, {text, size}), 0;
        };
        md_parse(c.markdown.data(), static_cast<MD_SIZE>(c.markdown.size()), &parser, this);
        return out_;
    }

private:
    static std::string upper(std::string text) {
        for (char& c : text)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return text;
    }

    void line(std::string_view macro) {
        if (!out_.ends_with('\n')) out_ += '\n';
        out_.append(macro) += '\n';
    }

    void enter(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
        case MD_BLOCK_H: {
            const auto level = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level;
            title_ = level == 1;  // stands in NAME already
            if (!title_) line(level == 2 ? ".SH" : ".SS");
            break;
        }
        case MD_BLOCK_P:
            // The first paragraph of a list's item stands beside its sign.
            if (!std::exchange(item_, false)) line(".PP");
            break;
        case MD_BLOCK_OL:
            number_ = static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
            break;
        case MD_BLOCK_UL:
            number_ = 0;
            break;
        case MD_BLOCK_LI:
            line(number_ ? ".IP " + std::to_string(number_++) + ". 4" : ".IP \\(bu 2");
            item_ = true;
            break;
        case MD_BLOCK_CODE:
            line(".PP\n.RS 4\n.EX");
            break;
        case MD_BLOCK_TABLE:
            columns_ = static_cast<MD_BLOCK_TABLE_DETAIL*>(detail)->col_count;
            line(".TS\nallbox;\n" + row_format("lb") + row_format("l", "lx"));
            out_.replace(out_.size() - 2, 2, ".\n");
            break;
        case MD_BLOCK_TR:
            column_ = 0;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            out_ += column_++ ? "\tT{\n" : "T{\n";
            break;
        default:
            break;
        }
    }

    void leave(MD_BLOCKTYPE type) {
        switch (type) {
        case MD_BLOCK_H:
            title_ = false;
            break;
        case MD_BLOCK_CODE:
            line(".EE\n.RE");
            break;
        case MD_BLOCK_TABLE:
            line(".TE");
            break;
        case MD_BLOCK_TR:
            out_ += '\n';
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            line("T}");
            out_.pop_back();
            break;
        default:
            break;
        }
    }

    void span(MD_SPANTYPE type, bool begins) {
        if (title_) return;
        if (type == MD_SPAN_CODE || type == MD_SPAN_STRONG) out_ += begins ? "\\fB" : "\\fR";
        if (type == MD_SPAN_EM) out_ += begins ? "\\fI" : "\\fR";
    }

    void text(MD_TEXTTYPE type, std::string_view text) {
        if (title_) return;
        if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR)
            out_ += type == MD_TEXT_BR ? "\n.br\n" : "\n";
        else
            out_ += escaped(text, out_.ends_with('\n'));
    }

    /// Returns one line of a table's format, "l l lx"; `last`, if given, is for the last column.
    std::string row_format(std::string_view each, std::string_view last = {}) const {
        std::string format;
        for (unsigned i = 0; i < columns_; ++i)
            format.append(i ? " " : "").append(i + 1 == columns_ && !last.empty() ? last : each);
        return format + '\n';
    }

    std::string out_;
    bool title_ = false, item_ = false;
    int number_ = 0;  ///< of the list's next item; 0: it has signs
    unsigned columns_ = 0, column_ = 0;
};

}  // namespace

std::string as_man(const Chapter& c) { return Writer().write(c); }

}  // namespace tangible::serve
