// For the tests of our own tables: writes two databases of the same documents, one with the library and one with our
// code, and compares them.
#pragma once
#include "index/document/documents.h"
#include "index/glass/layout.h"
#include "index/glass/make/inverter.h"
#include "index/glass/table_reader.h"
#include "tests/index/stories.h"
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <xapian.h>

namespace tangible::tests {

namespace glass = index::glass;
namespace fs = std::filesystem;
using Documents = std::map<Xapian::docid, index::Document>;

inline index::Document::Term placed(std::string text, std::vector<std::uint32_t> positions) {
    const auto n = static_cast<std::uint32_t>(positions.size());
    return {std::move(text), n, std::move(positions)};
}

inline void by_library(const Documents& documents, const fs::path& folder) {
    Xapian::WritableDatabase db(folder.string(), Xapian::DB_CREATE, glass::block_bytes);
    for (const auto& [docid, document] : documents) db.replace_document(docid, index::xapian_of(document));
    db.commit();
}

inline void by_us(const Documents& documents, const fs::path& folder) {
    fs::create_directories(folder);
    glass::Inverter inverter;
    index::Strings terms;
    for (const auto& [docid, document] : documents) {
        inverter.begin(docid);
        for (const auto& term : document.terms)
            inverter.add(terms.number_of(term.text), term.occurrences, term.positions);
        for (const auto& [slot, value] : document.values) inverter.add_value(slot, Xapian::sortable_serialise(value));
        inverter.end(document.data);
    }
    inverter.write(folder, terms);
}

/// What the library finds wrong with a database; "" if nothing.
inline std::string trouble(const fs::path& folder) {
    std::ostringstream out;
    const auto errors = Xapian::Database::check(folder.string(), 0, &out);
    return errors == 0 ? "" : std::to_string(errors) + " errors: " + out.str();
}

/// Everything that the library reports about a database.
inline std::vector<std::string> told(const fs::path& folder) {
    const Xapian::Database db(folder.string());
    std::vector<std::string> out;
    const auto say = [&](auto&&... what) {
        std::ostringstream line;
        ((line << what << ' '), ...);
        out.push_back(line.str());
    };
    say(db.get_doccount(), db.get_lastdocid(), db.get_total_length(), db.get_doclength_lower_bound(),
        db.get_doclength_upper_bound(), db.has_positions(), db.get_uuid().size());
    for (const Xapian::valueno slot : {0u, 1u, 3u, 128u, 256u, 70'000u})
        say("slot", slot, db.get_value_freq(slot), db.get_value_lower_bound(slot), db.get_value_upper_bound(slot));
    for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key)
        say("metadata", *key, db.get_metadata(*key));
    for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t) {
        say("term", *t, t.get_termfreq(), db.get_collection_freq(*t), db.get_wdf_upper_bound(*t));
        for (auto p = db.postlist_begin(*t); p != db.postlist_end(*t); ++p) {
            say("posting", *p, p.get_wdf(), p.get_doclength());
            for (auto place = p.positionlist_begin(); place != p.positionlist_end(); ++place) say("place", *place);
        }
    }
    for (auto p = db.postlist_begin(""); p != db.postlist_end(""); ++p) {
        const auto doc = db.get_document(*p);
        say("document", *p, db.get_doclength(*p), db.get_unique_terms(*p), doc.get_data());
        for (auto t = doc.termlist_begin(); t != doc.termlist_end(); ++t)
            say("has", *t, t.get_wdf(), t.positionlist_count());
        for (auto v = doc.values_begin(); v != doc.values_end(); ++v) say("value", v.get_valueno(), *v);
    }
    return out;
}

using Items = std::vector<std::pair<std::string, std::string>>;
/// The keys of a table, with their values where the table does not compress them.
inline Items items(const fs::path& folder, glass::Table table) {
    const auto version = glass::version_of(folder);
    Items out;
    if (!version) return out;
    for (glass::TableReader in(glass::TableFile(folder, table, version->roots[table])); in.next();)
        out.emplace_back(in.key(), table == glass::postlist || table == glass::position ? in.value() : "");
    EXPECT_EQ(out.size(), version->roots[table].items);
    return out;
}

inline void expect_same(const fs::path& a, const fs::path& b) {
    EXPECT_EQ(told(a), told(b));
    for (const auto table : {glass::postlist, glass::docdata, glass::termlist, glass::position})
        EXPECT_EQ(items(a, table), items(b, table)) << glass::name(table);
    ASSERT_TRUE(glass::version_of(a) && glass::version_of(b));
    EXPECT_EQ(glass::version_of(a)->statistics, glass::version_of(b)->statistics);
}

}  // namespace tangible::tests
