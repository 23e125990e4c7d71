// Our own reader of a live database reads what the library reads, while the database changes.
#include "index/glass/layout.h"
#include "index/reader/lists.h"
#include "tests/bench/helpers/random.h"
#include "tests/index/glass_database.h"
#include <thread>

using namespace tangible;
using namespace tangible::index;
using namespace tangible::tests;

namespace {

// Words from common to rare, one with a zero byte; places close together, far apart, and so many that they take several
// parts.
Document document(bench::Random& random) {
    Document d;
    std::size_t rarity = 1;
    for (const char* word : {"Zall", "Zmost", "Zsome", "Zfew", "Zfewer", "Zrare"}) {
        if (random.below(rarity *= 2) > 1) continue;
        std::vector<std::uint32_t> places;
        const std::size_t n = random.below(300) == 0 ? 20'000 : 1 + random.below(4);
        std::uint32_t place = 0;
        while (places.size() < n) places.push_back(place += 1 + static_cast<std::uint32_t>(random.below(2000)));
        d.terms.push_back(placed(word, std::move(places)));
    }
    d.terms.push_back(placed(std::string("Zz\0ero", 6), {7}));
    d.terms.push_back({"XUteam", 0, {}});
    return d;
}

DocSet some(bench::Random& random, DocId last, std::size_t one_in) {
    std::vector<DocId> docs;
    for (DocId d = 1; d <= last; ++d)
        if (random.below(one_in) == 0) docs.push_back(d);
    return DocSet(std::move(docs));
}

using AllPlaces = std::vector<std::vector<std::uint32_t>>;
AllPlaces places(Lists& lists, const std::vector<DocId>& stories, const std::string& term, Budget& budget) {
    AllPlaces all;
    lists.places(stories, term, budget, [&](std::size_t n, auto places) {
        EXPECT_EQ(n, all.size());
        all.emplace_back(places.begin(), places.end());
    });
    return all;
}

void expect_equal(Lists& own, Lists& library, const Xapian::Database& db, bench::Random& random) {
    Budget budget;
    budget.begin(1'000'000);
    const DocSet everything = some(random, db.get_lastdocid(), 1);
    std::vector<std::string> terms(db.allterms_begin(), db.allterms_end());
    terms.insert(terms.end(), {"", "A", "Zmos", "Zmostly", "Zz", "a", "\xFF"});
    for (const auto& term : terms) {
        EXPECT_EQ(own.all(term, budget), term.empty() ? std::vector<DocId>() : library.all(term, budget)) << term;
        if (term.empty()) continue;
        for (const std::size_t one_in : {1u, 2u, 50u, 1000u}) {
            const auto stories = some(random, db.get_lastdocid() + 5, one_in);
            const auto a = own.among(stories, term, budget), b = library.among(stories, term, budget);
            EXPECT_EQ(a.docs, b.docs) << term;
            EXPECT_EQ(a.times, b.times) << term;
            EXPECT_EQ(places(own, stories.docs(), term, budget), places(library, stories.docs(), term, budget)) << term;
        }
    }
}

}  // namespace

TEST(Lists, AreTheSameAsTheLibrarys) {
    const Folder folder;
    bench::Random random(5, 0);
    Xapian::WritableDatabase writer((folder.path() / "db").string(), Xapian::DB_CREATE, glass::block_bytes);
    writer.commit();
    Xapian::Database db(folder.path() / "db");
    const auto own = own_lists(db, folder.path() / "db"), library = library_lists(db);
    ASSERT_TRUE(own);
    for (int round = 0; round < 6; ++round) {
        expect_equal(*own, *library, db, random);
        for (int i = 0; i < 700; ++i) writer.add_document(xapian_of(document(random)));
        for (int i = 0; i < 60; ++i)
            writer.replace_document(static_cast<Xapian::docid>(1 + random.below(700)), xapian_of(document(random)));
        for (int i = 0; i < 30; ++i) try {
                writer.delete_document(static_cast<Xapian::docid>(1 + random.below(writer.get_lastdocid())));
            } catch (const Xapian::DocNotFoundError&) {
            }
        writer.commit();
        db.reopen();
        own->follow();
    }
}

// A reader that fell behind gets an error, never a wrong list.
TEST(Lists, OfAStateThatIsGoneAreAnError) {
    const Folder folder;
    bench::Random random(6, 0);
    Xapian::WritableDatabase writer((folder.path() / "db").string(), Xapian::DB_CREATE, glass::block_bytes);
    for (int i = 0; i < 500; ++i) writer.add_document(xapian_of(document(random)));
    writer.commit();
    Xapian::Database db(folder.path() / "db");
    const auto own = own_lists(db, folder.path() / "db");
    Budget budget;
    budget.begin(1'000'000);
    const auto before = own->all("Zall", budget);
    std::size_t gone = 0;
    for (int i = 0; i < 40; ++i) {
        writer.add_document(xapian_of(document(random)));
        writer.commit();
        try {
            EXPECT_EQ(own->all("Zall", budget), before);
        } catch (const Xapian::DatabaseModifiedError&) {
            ++gone;
        }
    }
    EXPECT_GT(gone, 0u);
    EXPECT_LT(gone, 40u) << "the state before the last is still there";
    EXPECT_THROW(own->follow(), Xapian::DatabaseModifiedError);
    db.reopen();
    own->follow();
    EXPECT_EQ(own->all("Zall", budget).size(), before.size() + 40);
}
