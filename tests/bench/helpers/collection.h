// A data folder for one benchmark: a store of generated stories that are read already, so that a benchmark measures
// only what comes after.  The folder is temporary and is removed at the end, unless --data names one to make or to use
// again.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "schemas/system/share.h"
#include "tests/bench/helpers/generator.h"
#include "tests/bench/helpers/measure.h"
#include <algorithm>
#include <stdlib.h>

namespace tangible::bench {

inline Codebook partnership_codebook() {
    return read_codebook(shared_file("schemas/codebooks/partnership-stories.yaml"));
}

class Folder {
public:
    explicit Folder(const std::filesystem::path& given) : path_(given), ours_(given.empty()) {
        if (!ours_) return;
        std::string pattern = (std::filesystem::temp_directory_path() / "tangible-bench-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
        path_ = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        if (ours_) std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    bool ours_;
};

/// Stores story i as a submission and as the story that reading would have made of it; returns its reference.
inline StoryId put_story(Store& store, const Generator& generator, std::size_t i) {
    Story story = generator.story(i);
    Submission submission;
    submission.bytes = story.title + "\n\n" + story.text;
    submission.id = submission.key = sha256_hex(submission.bytes);
    submission.channel = story.channel;
    submission.received_ms = story.received_ms;
    story.submission = submission.id;
    const StoryId reference = store.put(submission).reference;
    store.put_stories(submission.id, {std::move(story)});
    return reference;
}

inline void put_partnerships(Store& store) {
    for (std::size_t n = 0; n < 300; ++n) {
        const std::string number = std::to_string(n);
        store.put_partnership(Partnership{
            "partnership-" + number, "Partnership " + number, "place-" + std::to_string(n % 200), 2016, 0, "", {}});
    }
}

/// Returns a store of stories [first, first + n); adds to a store that exists the stories that it lacks.
inline Store collection(const std::filesystem::path& data, const Generator& generator, std::size_t n,
                        std::size_t first = 0) {
    Store store(data, Store::Access::write);
    const std::size_t have = store.live().size();
    if (have > n) throw std::runtime_error("the data folder holds more stories");
    if (have == 0) put_partnerships(store);
    constexpr std::size_t in_one_commit = 500;
    for (std::size_t i = have; i < n;)
        store.together([&] {
            for (const auto end = std::min(n, i + in_one_commit); i < end; ++i) put_story(store, generator, first + i);
        });
    return store;
}

inline std::size_t text_bytes(const Generator& generator, std::size_t n, std::size_t first = 0) {
    std::size_t bytes = 0;
    for (std::size_t i = first; i < first + n; ++i) {
        const Story s = generator.story(i);
        bytes += s.title.size() + s.text.size();
    }
    return bytes;
}

}  // namespace tangible::bench
