// A collection of generated stories, indexed and ready for searches.
#pragma once
#include "index/building/catch_up.h"
#include "index/search/search.h"
#include "schemas/system/memory.h"
#include "tests/bench/helpers/collection.h"

namespace tangible::bench {

struct Searched {
    explicit Searched(const Arguments& a)
        : data(a.data), generator(a.seed), store(collection(data.path(), generator, a.stories)) {
        keep_freed_memory();
        index::catch_up(store, index::Cues(codebook), data.path());
    }
    const Folder data;
    const Generator generator;
    Store store;
    const Codebook codebook = partnership_codebook();
    index::Searcher searcher{data.path(), store, codebook};
};

}  // namespace tangible::bench
