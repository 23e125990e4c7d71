// The peer of receive: `notmuch new` over the Maildir in --data, with a new configuration and a new index.
#include "tests/bench/helpers/collection.h"
#include <fstream>

int main(int argc, char** argv) {
    using namespace tangible::bench;
    const Arguments arguments(argc, argv);
    const Folder home{{}};
    const auto database = arguments.data / ".notmuch", config = home.path() / "config";
    std::filesystem::remove_all(database);
    std::ofstream(config) << "[database]\npath=" << arguments.data.string()
                          << "\n[user]\nname=Bench\nprimary_email=bench@example.org\n[new]\ntags=new\n";
    setenv("HOME", home.path().c_str(), 1);
    setenv("NOTMUCH_CONFIG", config.c_str(), 1);

    int status = 0;
    const Clock clock = timed([&] { status = std::system("notmuch new --quiet"); });
    if (status != 0) throw std::runtime_error("notmuch new failed");
    Figures figures("notmuch", arguments);
    figures.add("all", clock);
    figures.add("rate", static_cast<double>(arguments.stories) / clock.wall(), "mails_per_s");
    figures.add("index_to_text",
                bytes_below(database) / static_cast<double>(text_bytes(Generator(arguments.seed), arguments.stories)),
                "ratio");
    std::filesystem::remove_all(database);
}
