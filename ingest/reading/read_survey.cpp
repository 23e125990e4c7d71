// Reads a survey's file. The file is an outsider's, so a confined child reads it and sends the Survey back packed. The
// parent does not trust the child: bytes that are not a packed Survey are an error.
#include "ingest/confined/confine.h"
#include "ingest/reading/documents.h"
#include "ingest/reading/survey.h"
#include "schemas/ground/error.h"
#include "schemas/ground/packed.h"

namespace tangible::ingest {
namespace {

/// packed() and unpacked() must list the members in the same order.
std::string packed(const Survey& survey) {
    PackedWriter out;
    out.add(survey.trouble).add(survey.hint).add(survey.first).add(survey.columns).add(survey.rows.size());
    for (const SurveyRow& row : survey.rows) {
        out.add(row.number).add(row.trouble).add(row.bytes).add(row.key).add(row.partnership).add(row.remarks);
        out.add(row.uses.has_value()).add(to_string(row.uses.value_or(Uses{})));
    }
    return out.take();
}

Survey unpacked(std::string_view bytes) {
    PackedReader in(bytes);
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

/// Throws Error{usage} when `bytes` are not a packed Survey: a child that was taken over may send anything.
Survey survey_from(std::string_view bytes) {
    try {
        return unpacked(bytes);
    } catch (const Error&) {
        throw Error(ErrorKind::usage, "the table could not be read");
    }
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
    Survey survey = survey_from(answer.bytes);
    if (!survey.trouble.empty()) throw Error(ErrorKind::usage, filename + ": " + survey.trouble, survey.hint);
    return survey;
}

}  // namespace tangible::ingest
