// Writes a Maildir of generated mails into --data, for the other programs of a comparison.
#include "tests/bench/helpers/generator.h"
#include "tests/bench/helpers/measure.h"

int main(int argc, char** argv) {
    using namespace tangible::bench;
    const Arguments arguments(argc, argv);
    std::filesystem::create_directories(arguments.data);
    const auto bytes = Generator(arguments.seed).write_maildir(arguments.data, arguments.stories);
    Figures figures("maildir", arguments);
    figures.add("text", static_cast<double>(bytes) / 1e6, "MB");
    figures.add("mail", bytes_below(arguments.data) / 1e6, "MB");
}
