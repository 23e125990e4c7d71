// `tangible complaints`: the register, complaints that came by letter or telephone, and answers.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/store/store.h"
#include "serve/collection/tokens.h"
#include "serve/commands/commands.h"
#include <iostream>
#include <iterator>

namespace tangible::serve {
namespace {

std::int64_t complaint_of(const std::string& word) {
    if (const auto number = parse_complaint_reference(word)) return *number;
    throw Error(ErrorKind::usage, "'" + word + "' is not the reference of a complaint",
                "it looks like C-12; tangible complaints lists all");
}

}  // namespace

int list_complaints(Invocation& call) {
    Store store(call.data_dir, Store::Access::read);
    const auto all = store.complaints();
    for (const auto& c : all)
        std::cout << complaint_reference(c.number) << "\treceived " << day(c.received_ms) << "\tdue " << day(c.due_ms)
                  << '\t' << name(c.last)
                  << (c.last != ComplaintAct::answered && now_ms() > c.due_ms ? "\toverdue" : "") << '\n';
    if (all.empty()) std::cerr << "nobody has complained\n";
    return all.empty() ? 4 : 0;
}

int add_complaint(Invocation& call) {
    Complaint c;
    const std::string said(std::istreambuf_iterator<char>(std::cin), {});
    c.words = trimmed(said);
    if (c.words.empty()) throw Error(ErrorKind::usage, "the complaint has no words", "give them on stdin");
    if (const auto story = call.value("story"); !story.empty()) c.story = reference(story);
    c.received_ms = now_ms();
    Store store(call.data_dir, Store::Access::write);
    const auto token = private_token(secret_of(store), "complaint " + random_token());
    // Whoever wrote the letter does not have the link yet.
    std::cout << complaint_reference(store.put_complaint(c, token, ComplaintAct::received)) << "\t/complaint/" << token
              << '\n';
    return 0;
}

int acknowledge_complaint(Invocation& call) {
    Store store(call.data_dir, Store::Access::write);
    const auto number = complaint_of(call.words[0]);
    store.note_step(number, {ComplaintAct::acknowledged, "", by_command, now_ms()});
    std::cout << complaint_reference(number) << " is acknowledged.\n";
    return 0;
}

int answer_complaint(Invocation& call) {
    Store store(call.data_dir, Store::Access::write);
    const auto number = complaint_of(call.words[0]);
    store.note_step(number, {ComplaintAct::answered, call.value("answer"), by_command, now_ms()});
    std::cout << complaint_reference(number) << " is answered.\n";
    return 0;
}

}  // namespace tangible::serve
