// Filters both output streams, runs the command line, and turns an exception into a message on stderr and an exit code.
#include "schemas/ground/error.h"
#include "serve/commands/commands.h"
#include "serve/terminal/terminal.h"
#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    const tangible::serve::SafeToPrint out(std::cout), errors(std::cerr);
    try {
        return tangible::serve::run({argv + 1, argv + argc});
    } catch (const tangible::Error& e) {
        std::cerr << "tangible: " << e.what() << '\n';
        if (!e.hint.empty()) std::cerr << "  " << e.hint << '\n';
        return tangible::exit_code(e.kind);
    } catch (const std::exception&) {
        std::cerr
            << "tangible: an unexpected error stopped the program; every story whose arrival was confirmed is stored\n";
        return 75;
    }
}
