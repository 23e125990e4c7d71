// The page, its files and the command give the same figures on how far coders agree, including those of blind readings.
#include "serve/coding/agreed.h"
#include "serve/commands/commands.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace tangible::serve {
namespace {

/// Returns what `run` writes to standard output.
template <class Run> std::string written(Run run) {
    std::ostringstream out;
    auto* before = std::cout.rdbuf(out.rdbuf());
    run();
    std::cout.rdbuf(before);
    return out.str();
}

TEST(Agreed, TheCommandAndThePageGiveTheSameFigures) {
    tests::Folder folder;
    const auto collection_of = [&] { return collection_over(folder.path()); };
    {
        Store store(folder.path(), Store::Access::write);
        for (int i = 0; i < 6; ++i) {
            Story s;
            s.submission = "bytes " + std::to_string(i);
            s.text = "We built trust in the hall, number " + std::to_string(i) + ".";
            s.language = "en";
            s.consent = {"story-form/1", {Use::team}, 1};
            const auto id = tests::put(store, s).id;
            for (const char* coder : {"ana", "ben"}) {
                const bool differ = i < 2 && std::string_view(coder) == "ben";
                store.note(Decision{id,
                                    "REL.TRUST",
                                    {0, 14},
                                    s.text.substr(0, 14),
                                    differ ? Verdict::rejected : Verdict::accepted,
                                    Polarity::unstated,
                                    coder,
                                    "e",
                                    1});
                store.note(
                    ReadThrough{id, coder, "e", true, std::string_view(coder) == "ben", 2, {"REL.TRUST", "REL.CARE"}});
            }
        }
    }
    auto collection = collection_of();
    Workspace work(collection);
    const auto found = agreed(work.store, collection.codebook);
    ASSERT_GT(found.blind.agreement.shared, 0u);
    EXPECT_EQ(found.passages_disputed, 2u);
    const auto text = written([&] { run({"--data", folder.path(), "agreement"}); });
    const auto page_in = [&](const char* format) {
        Call call;
        call.method = "GET", call.path = std::string("/desk/agreement") + format;
        call.session = Session{"robin", Role::coder, "csrf", 1LL << 60};
        return dispatch(call, work).body;
    };
    const auto page = page_in("");
    for (const auto* figure :
         {&found.blind.agreement.percent, &found.blind.agreement.kappa, &found.blind.agreement.alpha,
          &found.blind.agreement.ac1, &found.all.pooled.agreement.alpha}) {
        EXPECT_NE(text.find(in_words(*figure)), std::string::npos) << in_words(*figure);
        EXPECT_NE(page.find(in_words(*figure)), std::string::npos) << in_words(*figure);
    }
    EXPECT_NE(text.find("\nblind\t"), std::string::npos);
    EXPECT_NE(page.find("People disagree about <strong>2 passages</strong>"), std::string::npos);
    EXPECT_EQ(page_in(".csv"), to_csv(found, collection.codebook));
    EXPECT_NE(page_in(".csv").find("\n\"blind\","), std::string::npos);
    EXPECT_NE(page_in(".json").find("\"blind\":{"), std::string::npos);
    EXPECT_EQ(written([&] { run({"--data", folder.path(), "agreement", "--json"}); }), page_in(".json"));
}

}  // namespace
}  // namespace tangible::serve
