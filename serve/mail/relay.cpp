// Sends the mail with one libcurl transfer. TLS is required unless the relay is on this machine, and the password comes
// from a file that must be closed to others. Error codes of libcurl become sentences.
#include "serve/mail/relay.h"
#include "schemas/ground/error.h"
#include "schemas/system/file.h"
#include <algorithm>
#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <sys/stat.h>

namespace tangible::serve {
namespace {

constexpr long connect_s = 10, whole_s = 30;  // for connecting, and for the transfer as a whole

/// One transfer of libcurl; its handle is freed with this object.
struct Session {
    Session() : curl(curl_easy_init(), curl_easy_cleanup) {
        if (!curl) throw Error(ErrorKind::temporary, "libcurl, which sends mail, cannot start");
    }
    template <class T> void set(CURLoption option, T value) { curl_easy_setopt(curl.get(), option, value); }
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl;
};

/// Returns the first line of the file. Refuses a file that other users may read, as ssh does with keys.
std::string password_in(const std::filesystem::path& file) {
    struct stat status;
    if (::stat(file.c_str(), &status) != 0)
        throw Error(ErrorKind::bad_schema, "the password file of the relay does not exist",
                    "check relay_password_file in tangible.yaml");
    if (status.st_mode & (S_IRWXG | S_IRWXO))
        throw Error(ErrorKind::bad_schema, "other users can read the password file of the relay",
                    "run chmod 600 on the file");
    constexpr std::size_t max_bytes = 64 << 10;
    const std::string text = bytes_of(file, max_bytes);
    return text.substr(0, text.find('\n'));
}

/// Returns whether the relay is on this machine. Connections to it do not leave the machine and need no TLS.
bool is_loopback(std::string_view url) {
    const auto host = url.substr(std::min(url.find("://"), url.size() - 3) + 3);
    return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

/// Copies the next bytes of the mail for libcurl (CURLOPT_READFUNCTION). Returns how many; 0 at the end.
size_t next_bytes(char* to, size_t size, size_t many, void* rest_of_mail) {
    auto& rest = *static_cast<std::string_view*>(rest_of_mail);
    const std::size_t bytes = std::min(size * many, rest.size());
    std::memcpy(to, rest.data(), bytes);
    rest.remove_prefix(bytes);
    return bytes;
}

/// Returns a sentence for the log about the step that failed.
std::string what_failed(CURLcode code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "the host name of the relay is unknown";
    case CURLE_COULDNT_CONNECT:
        return "the relay does not answer";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_USE_SSL_FAILED:
        return "the relay has no certificate that we trust (TLS)";
    case CURLE_LOGIN_DENIED:
        return "the relay refuses our user name or password";
    case CURLE_OPERATION_TIMEDOUT:
        return "the relay is too slow";
    default:
        return "the relay did not accept the mail";
    }
}

}  // namespace

void hand_over(const Relay& relay, const std::string& to, std::string_view mail) {
    Session session;
    const std::string password = relay.user.empty() ? "" : password_in(relay.password_file);
    session.set(CURLOPT_URL, relay.url.c_str());
    session.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    session.set(CURLOPT_USE_SSL, is_loopback(relay.url) ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    if (!relay.user.empty()) {
        session.set(CURLOPT_USERNAME, relay.user.c_str());
        session.set(CURLOPT_PASSWORD, password.c_str());
    }
    if (!relay.ca_file.empty()) session.set(CURLOPT_CAINFO, relay.ca_file.c_str());
    session.set(CURLOPT_CONNECTTIMEOUT, connect_s);
    session.set(CURLOPT_TIMEOUT, whole_s);
    session.set(CURLOPT_NOSIGNAL, 1L);  // libcurl must not use SIGALRM in a program with threads
    session.set(CURLOPT_MAIL_FROM, "");
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
        curl_slist_append(nullptr, ("<" + to + ">").c_str()), curl_slist_free_all);
    session.set(CURLOPT_MAIL_RCPT, recipients.get());
    session.set(CURLOPT_READFUNCTION, next_bytes);
    session.set(CURLOPT_READDATA, &mail);
    session.set(CURLOPT_UPLOAD, 1L);
    const CURLcode code = curl_easy_perform(session.curl.get());
    if (code == CURLE_OK) return;
    long answer = 0;
    curl_easy_getinfo(session.curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    // 5xx is about this mail, and final. A refused sign-in is about our settings: the mail waits until they are right.
    const bool never = answer >= 500 && code != CURLE_LOGIN_DENIED;
    throw Error(never ? ErrorKind::refused : ErrorKind::temporary,
                what_failed(code) + (answer >= 400 ? " (" + std::to_string(answer) + ")" : ""));
}

}  // namespace tangible::serve
