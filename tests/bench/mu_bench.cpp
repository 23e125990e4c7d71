// A peer of receive: `mu index` over the Maildir in --data, into a new store.
#include "tests/bench/helpers/collection.h"

int main(int argc, char** argv) {
    using namespace tangible::bench;
    const Arguments arguments(argc, argv);
    const Folder home{{}};
    setenv("HOME", home.path().c_str(), 1);
    const std::string own = " --quiet --muhome=" + (home.path() / "mu").string() + " >/dev/null";
    const std::string init = "mu init --maildir=" + std::filesystem::canonical(arguments.data).string() + own;
    if (std::system(init.c_str()) != 0) throw std::runtime_error("mu init failed");

    int status = 0;
    const std::string index = "mu index" + own;
    const Clock clock = timed([&] { status = std::system(index.c_str()); });
    if (status != 0) throw std::runtime_error("mu index failed");
    Figures figures("mu", arguments);
    figures.add("all", clock);
    figures.add("rate", static_cast<double>(arguments.stories) / clock.wall(), "mails_per_s");
    figures.add("index_to_text",
                bytes_below(home.path() / "mu") /
                    static_cast<double>(text_bytes(Generator(arguments.seed), arguments.stories)),
                "ratio");
}
