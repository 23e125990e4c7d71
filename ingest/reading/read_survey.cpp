// Reads a survey's file. The file is an outsider's, so a confined child reads it and sends the Survey back as a
// sequence of strings, each behind its length in 8 bytes. The parent checks every length and believes none.
#include "ingest/confined/confine.h"
#include "ingest/reading/documents.h"
#include "ingest/reading/survey.h"
#include "schemas/ground/error.h"
#include <cstring>

namespace tangible::ingest {
namespace {

/// Numbers and texts one after the other, to write or to read. Host byte order: both ends are on one machine.
class Packed {
public:
    Packed() = default;
    explicit Packed(std::string bytes) : bytes_(std::move(bytes)) {}
    void put(std::string_view text) {
        put(text.size());
        bytes_.append(text);
    }
    void put(const std::vector<std::string>& list) {
        put(list.size());
        for (const std::string& text : list) put(std::string_view(text));
    }
    void put(std::uint64_t number) { bytes_.append(reinterpret_cast<const char*>(&number), sizeof number); }

    std::uint64_t number() {
        std::uint64_t n = 0;
        std::memcpy(&n, take(sizeof n).data(), sizeof n);
        return n;
    }
    std::string text() { return take(number()); }
    std::vector<std::string> list() {
        std::vector<std::string> all;
        for (auto n = number(); n > 0; --n) all.push_back(text());
        return all;
    }
    const std::string& bytes() const { return bytes_; }

private:
    /// Takes bytes from the front. A child that was taken over may send anything, so a length beyond the end throws.
    std::string take(std::uint64_t size) {
        if (size > bytes_.size() - at_) throw Error(ErrorKind::usage, "the table could not be read");
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }
    std::string bytes_;
    std::size_t at_ = 0;
};

/// packed() and unpacked() must list the members in the same order.
std::string packed(const Survey& survey) {
    Packed out;
    for (const std::string* text : {&survey.trouble, &survey.hint, &survey.first}) out.put(std::string_view(*text));
    out.put(survey.columns);
    out.put(survey.rows.size());
    for (const SurveyRow& row : survey.rows) {
        for (const std::string* text : {&row.number, &row.trouble, &row.bytes, &row.key, &row.partnership})
            out.put(std::string_view(*text));
        out.put(row.remarks);
        out.put(std::uint64_t{row.uses.has_value()});
        out.put(std::string_view(to_string(row.uses.value_or(Uses{}))));
    }
    return out.bytes();
}

Survey unpacked(std::string bytes) {
    Packed in(std::move(bytes));
    Survey survey;
    for (std::string* text : {&survey.trouble, &survey.hint, &survey.first}) *text = in.text();
    survey.columns = in.list();
    for (auto n = in.number(); n > 0; --n) {
        SurveyRow row;
        for (std::string* text : {&row.number, &row.trouble, &row.bytes, &row.key, &row.partnership}) *text = in.text();
        row.remarks = in.list();
        const bool says = in.number() != 0;
        const Uses uses = uses_from(in.text());
        if (says) row.uses = uses;
        survey.rows.push_back(std::move(row));
    }
    return survey;
}

Survey survey_in(std::string_view bytes, const std::string& filename, const TableMap& map) {
    Kind kind = kind_of(bytes, filename, "");
    // The caller says that this is a table, so text of any name is read as CSV.
    Table found = table(bytes, kind == Kind::text ? Kind::csv : kind);
    if (found.rejection.reason.empty()) return survey_of(found.rows, map);
    Survey survey;
    survey.trouble = found.rejection.detail;
    survey.hint = "save it as CSV or XLSX, without a password";
    return survey;
}

}  // namespace

Survey read_survey(std::string_view bytes, const std::string& filename, const TableMap& map) {
    Answer answer = confined([&](std::string_view input) { return packed(survey_in(input, filename, map)); }, bytes);
    if (!answer.ok) throw Error(ErrorKind::usage, filename + ": " + answer.rejection.detail);
    Survey survey = unpacked(std::move(answer.bytes));
    if (!survey.trouble.empty()) throw Error(ErrorKind::usage, filename + ": " + survey.trouble, survey.hint);
    return survey;
}

}  // namespace tangible::ingest
