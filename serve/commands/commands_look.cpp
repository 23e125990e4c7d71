// `tangible look`: what reading makes of a file, without storing it.
#include "ingest/confined/confine.h"
#include "ingest/look/look.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/ground/submission_limit.h"
#include "schemas/system/file.h"
#include "serve/commands/commands.h"
#include <iostream>
#include <nlohmann/json.hpp>

namespace tangible::serve {
namespace {

// Each file is read in a confined child of its own, so that a file that crashes its reader does not stop the others.
int look(const Invocation& call, std::string (*look_at)(const Submission&)) {
    ingest::warm_up();  // a confined child can open no file, so what it needs is loaded before
    bool failed = false;
    for (const auto& file : call.words) {
        Submission s;
        s.filename = std::filesystem::path(file).filename().string();
        Rejection trouble;
        std::string answer;
        try {
            s.bytes = bytes_of(file, max_submission_bytes);
        } catch (const Unreadable& e) {
            trouble = {e.kind == ErrorKind::usage ? "too_big" : "unreadable", e.what()};
        }
        failed |= !trouble.reason.empty();
        if (trouble.reason.empty()) {
            auto job = [&](std::string_view) { return look_at(s); };
            auto seen = ingest::confined(job, {});
            if (seen.ok)
                answer = seen.bytes;
            else
                trouble = seen.rejection;
        }
        if (answer.empty())
            answer = dumped(
                {{"status", "parked"}, {"reason", trouble.reason}, {"detail", trouble.detail}, {"is_story", false}});
        // The answer may come from a child that was taken over, so it is passed on as text and not parsed.
        std::cout << "{\"file\":" << dumped(file) << "," << answer.substr(1) << std::endl;
    }
    return failed ? 1 : 0;
}

}  // namespace

int look_letter(Invocation& call) { return look(call, ingest::look_letter); }
int look_story(Invocation& call) { return look(call, ingest::look_story); }

}  // namespace tangible::serve
