// lmtp: a mail system's door.
#include "schemas/error.h"
#include "serve/commands.h"
#include "serve/lmtp_server.h"
#include <csignal>
#include <iostream>
#include <pthread.h>

namespace tangible::serve {

int lmtp(Invocation& call) {
    auto config = configured(call.data_dir);
    if (auto socket = call.take("socket"); !socket.empty()) config.lmtp_socket = std::filesystem::absolute(socket);
    if (auto a = call.take("address"); !a.empty()) config.lmtp_address = a;
    const int port = call.take_number("port", -1, 0, 65535);
    if (port >= 0) config.lmtp_port = port, config.lmtp_socket.clear();
    call.no_more_options();
    if (config.lmtp_socket.empty() && config.lmtp_port == 0 && port < 0)
        throw Error(ErrorKind::usage, "where is the mail system to find us?",
                    "tangible lmtp --socket PATH, or --port N, or lmtp_socket in tangible.yaml");
    ingest::ReadingPool pool(config.readers);  // before the first thread and the store
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // all threads inherit this; the wait below takes the signal
    LmtpServer server(config, pool);
    std::cout << "Mail is taken at " << server.place() << "  (Ctrl-C ends it)" << std::endl;
    int signal = 0;
    sigwait(&ends, &signal);
    return 0;
}

}  // namespace tangible::serve
