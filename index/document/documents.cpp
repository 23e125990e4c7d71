// Copies terms, values and data one by one between a Document and Xapian's own; values are stored in Xapian's sortable
// form.
#include "index/document/documents.h"
#include <charconv>
#include <filesystem>
#include <xapian.h>

namespace tangible::index {

Xapian::Document xapian_of(const Document& document) {
    Xapian::Document out;
    for (const auto& term : document.terms) {
        // Each add_posting() counts one occurrence. The rest are added without a position: occurrences at a place that
        // is noted already, and all those of folded words. A field's value has neither, and is added with no
        // occurrence.
        for (auto position : term.positions) out.add_posting(term.text, position);
        const auto rest = term.occurrences - static_cast<std::uint32_t>(term.positions.size());
        if (rest > 0 || term.positions.empty()) out.add_term(term.text, rest);
    }
    for (const auto& [slot, value] : document.values) out.add_value(slot, Xapian::sortable_serialise(value));
    out.set_data(document.data);
    return out;
}

Document document_in(const Xapian::Database& db, std::uint32_t docid) {
    const auto doc = db.get_document(docid);
    Document out;
    for (auto t = doc.termlist_begin(); t != doc.termlist_end(); ++t) out.terms.push_back({*t, t.get_wdf(), {}});
    for (auto v = doc.values_begin(); v != doc.values_end(); ++v)
        out.values.emplace_back(v.get_valueno(), Xapian::sortable_unserialise(*v));
    out.data = doc.get_data();
    return out;
}

Revision revision_of(const Xapian::Database& db) {
    const auto text = db.get_metadata(terms::revision);
    Revision revision = 0;
    std::from_chars(text.data(), text.data() + text.size(), revision);
    return revision;
}

void with_xapian(const char* what, const std::function<void()>& work) {
    try {
        work();
    } catch (const Xapian::DatabaseLockError&) {
        throw Error(ErrorKind::locked, std::string("another process is writing the index"),
                    "Wait until that process ends.");
    } catch (const Xapian::Error& e) {
        const char* reason = e.get_error_string();
        throw Error(ErrorKind::storage,
                    std::string(what) + ": " + e.get_type() + (reason ? std::string(", ") + reason : ""),
                    "rebuild the index with tangible reindex");
    } catch (const std::filesystem::filesystem_error& e) {
        throw Error(ErrorKind::storage, std::string(what) + ": " + e.code().message(),
                    "Check the free space on the disk and the owner of the folder.");
    }
}

}  // namespace tangible::index
