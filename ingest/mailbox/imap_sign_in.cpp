// Sets up libcurl in steps for address, TLS and secret, and connects without any transfer (CURLOPT_CONNECT_ONLY). The
// bytes then go through curl_easy_send() and curl_easy_recv(). Two tables turn the errors of libcurl and of
// certificates into sentences with a remedy, because "SSL connect error" helps nobody who sets up a mailbox.
#include "ingest/mailbox/imap_sign_in.h"
#include "ingest/mailbox/imap_answers.h"
#include "ingest/mailbox/secret.h"
#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <poll.h>

namespace tangible::ingest {
namespace {

/// How long connecting, and connecting with signing in, may take.
constexpr long longest_connect_s = 30, longest_sign_in_s = 60;
/// A longer answer is not kept for the error message.
constexpr std::size_t max_words_bytes = 4096;

struct Close {
    void operator()(CURL* c) const { curl_easy_cleanup(c); }
};

/// What to say about an error of libcurl.
struct Trouble {
    CURLcode code;
    ErrorKind kind;
    std::string_view what, hint;  ///< HOST and PORT stand for those of the mailbox
};
constexpr Trouble troubles[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ErrorKind::temporary, "there is no machine with the name HOST",
     "check 'host', and whether this machine can look up names"},
    {CURLE_COULDNT_CONNECT, ErrorKind::temporary, "nothing answers at HOST, port PORT",
     "check 'host' and 'port' (993 for imaps, 143 for starttls), and any firewall between"},
    {CURLE_SSL_CONNECT_ERROR, ErrorKind::refused, "HOST does not speak TLS at port PORT",
     "tls: imaps belongs to port 993, tls: starttls to port 143"},
    {CURLE_USE_SSL_FAILED, ErrorKind::refused, "HOST offers no STARTTLS at port PORT",
     "use tls: imaps and port 993; without TLS others on the network could read the password"},
    {CURLE_SSL_CACERT_BADFILE, ErrorKind::bad_schema, "the ca_file cannot be read",
     "the file must contain certificates of authorities, in PEM"},
    {CURLE_WEIRD_SERVER_REPLY, ErrorKind::refused, "the server at HOST, port PORT is not an IMAP mail server",
     "check 'port' (993 for imaps, 143 for starttls)"},
};

/// What to say about a certificate that was refused.
struct CertificateTrouble {
    std::string_view said;  ///< part of what OpenSSL says
    std::string_view what;
};
/// Searched in order; the last row matches everything.
constexpr CertificateTrouble certificate_troubles[] = {
    {"expired", "the certificate of HOST has expired"},
    {"not yet valid", "the certificate of HOST is not valid yet, or the clock of this machine is wrong"},
    {"subject name", "the certificate is for another name than HOST"},
    {"does not match", "the certificate is for another name than HOST"},
    {"revoked", "the certificate of HOST was revoked"},
    {"", "the certificate of HOST is not by an authority that this machine trusts"},
};

/// Puts the mailbox's host and port in the place of HOST and PORT.
std::string filled(std::string_view text, const Mailbox& m) {
    std::string out(text);
    for (const auto& [word, value] : {std::pair<std::string_view, std::string>{"HOST", m.host},
                                      std::pair<std::string_view, std::string>{"PORT", std::to_string(m.port)}})
        if (const std::size_t at = out.find(word); at != std::string::npos) out.replace(at, word.size(), value);
    return out;
}

/// Decides whether a descriptor can be read now, without waiting.
bool readable(int descriptor) {
    pollfd one{descriptor, POLLIN, 0};
    return descriptor >= 0 && ::poll(&one, 1, 0) > 0;
}

}  // namespace

struct SignedIn::Impl {
    Impl(const Mailbox& m, int stop) : mailbox(m), stop(stop) {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        curl.reset(ready == CURLE_OK ? curl_easy_init() : nullptr);
        if (!curl) throw Error(ErrorKind::temporary, "libcurl cannot start");
    }

    /// Sets an option of libcurl; throws Error{usage} when the library is too old for it.
    template <class T> void set(CURLoption option, T value) {
        if (curl_easy_setopt(curl.get(), option, value) != CURLE_OK)
            throw Error(ErrorKind::usage, "libcurl does not support an option that this program needs",
                        "install the libcurl that this program was built with");
    }
    /// Returns how many microseconds a step took; 0 when it was not reached.
    curl_off_t time_of(CURLINFO info) const {
        curl_off_t time = 0;
        curl_easy_getinfo(curl.get(), info, &time);
        return time;
    }

    void set_address();
    void set_tls();
    void set_secret();
    void say_steps(const Say&, CURLcode) const;
    [[noreturn]] void fail(CURLcode) const;
    [[noreturn]] void fail_sign_in() const;
    [[noreturn]] void fail_certificate() const;
    [[noreturn]] void fail_late() const;

    static int heard(CURL*, curl_infotype type, char* bytes, std::size_t size, void* self);
    /// Called by libcurl about once a second; ends the attempt when `stop` can be read.
    static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return readable(static_cast<Impl*>(self)->stop);
    }

    const Mailbox mailbox;
    int stop;
    std::unique_ptr<CURL, Close> curl;
    std::array<char, CURL_ERROR_SIZE> words{};
    std::string refusal;    ///< what the server said with its last NO, BAD or BYE
    std::string abilities;  ///< the server's last CAPABILITY line
    curl_socket_t socket = CURL_SOCKET_BAD;
};

// Notes what the server says, for the error message. What we send is ignored: it has the password in it.
int SignedIn::Impl::heard(CURL*, curl_infotype type, char* bytes, std::size_t size, void* self) {
    if (type != CURLINFO_HEADER_IN || size > max_words_bytes) return 0;
    auto& impl = *static_cast<Impl*>(self);
    std::string_view line(bytes, size);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (line.find("CAPABILITY ") != line.npos) impl.abilities = line;
    const std::size_t space = line.find(' ');
    if (space == line.npos) return 0;
    const std::string_view rest = line.substr(space + 1), word = rest.substr(0, rest.find(' '));
    if (word == "NO" || word == "BAD" || word == "BYE") impl.refusal = words_of(rest);
    return 0;
}

void SignedIn::Impl::set_address() {
    const bool is_ipv6 = mailbox.host.find(':') != std::string::npos;
    const std::string host = is_ipv6 ? "[" + mailbox.host + "]" : mailbox.host,
                      scheme = mailbox.tls == Mailbox::Tls::imaps ? "imaps://" : "imap://";
    set(CURLOPT_URL, (scheme + host + ":" + std::to_string(mailbox.port) + "/").c_str());
    set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
    // Connects directly, whatever the environment says about proxies.
    set(CURLOPT_PROXY, "");
    set(CURLOPT_CONNECT_ONLY, 1L);
    set(CURLOPT_CONNECTTIMEOUT, longest_connect_s);
    set(CURLOPT_TIMEOUT, longest_sign_in_s);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    // There are other threads.
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ERRORBUFFER, words.data());
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Impl::progress);
    set(CURLOPT_XFERINFODATA, this);
    // Nothing is printed: it makes libcurl call heard().
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, &Impl::heard);
    set(CURLOPT_DEBUGDATA, this);
}

void SignedIn::Impl::set_tls() {
    set(CURLOPT_USE_SSL, mailbox.tls == Mailbox::Tls::none ? long{CURLUSESSL_NONE} : long{CURLUSESSL_ALL});
    set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_CERTINFO, 1L);
    if (mailbox.ca_file.empty()) return;
    set(CURLOPT_CAINFO, mailbox.ca_file.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

void SignedIn::Impl::set_secret() {
    const std::string secret = read_secret(mailbox.secret);
    set(CURLOPT_USERNAME, mailbox.user.c_str());
    if (mailbox.secret.is_token) {
        set(CURLOPT_XOAUTH2_BEARER, secret.c_str());
        set(CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
    } else {
        set(CURLOPT_PASSWORD, secret.c_str());
    }
}

/// Says which steps succeeded, by the times that libcurl took for them.
void SignedIn::Impl::say_steps(const Say& say, CURLcode code) const {
    if (!say) return;
    // libcurl counts a connection as made only when TLS is agreed.
    const bool failed_at_tls = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR,
               signed_in = code == CURLE_OK;
    const char* address = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_PRIMARY_IP, &address);
    if (time_of(CURLINFO_NAMELOOKUP_TIME_T) > 0) say("the name " + mailbox.host + " was looked up");
    if (time_of(CURLINFO_CONNECT_TIME_T) <= 0 && !failed_at_tls) return;
    say("connected to " + (address && *address ? std::string(address) : mailbox.host) + ", port " +
        std::to_string(mailbox.port));
    const bool has_tls = time_of(CURLINFO_APPCONNECT_TIME_T) > 0;
    if (mailbox.tls == Mailbox::Tls::none)
        say("no TLS: use this only for a server on this machine");
    else if (has_tls || signed_in)
        say("TLS works, and the certificate is valid");
    if (signed_in) say("signed in as " + mailbox.user + (mailbox.secret.is_token ? " by token" : " by password"));
}

void SignedIn::Impl::fail_certificate() const {
    const std::string_view said = words.data();
    const auto* trouble = std::ranges::find_if(
        certificate_troubles, [&](const CertificateTrouble& t) { return said.find(t.said) != said.npos; });
    throw Error(ErrorKind::refused, filled(trouble->what, mailbox) + " (" + words_of(said) + ")",
                trouble->said.empty() ? "if you trust the authority, set 'ca_file' to its certificate"
                                      : "tell the people who run the mail server, or check 'host'");
}

void SignedIn::Impl::fail_sign_in() const {
    const std::string who = mailbox.host + " does not let " + mailbox.user + " in";
    const std::string said = refusal.empty() ? "" : ": " + refusal;
    if (mailbox.secret.is_token)
        throw abilities.find("AUTH=XOAUTH2") == std::string::npos
            ? Error(ErrorKind::refused, mailbox.host + " does not accept tokens (it does not offer XOAUTH2)",
                    "use password_file or password_command")
            : Error(ErrorKind::refused, who + " by token" + said,
                    "the token may have expired, or be for another user or service; "
                    "token_command should print a fresh one");
    if (refusal.empty())
        throw Error(ErrorKind::refused, mailbox.host + " does not accept passwords here",
                    "it may accept only tokens (token_command), or passwords only with TLS");
    throw Error(ErrorKind::refused, who + said,
                "check user and password; many providers require an app password for this program, "
                "or a token (XOAUTH2: token_file or token_command)");
}

/// Explains a timeout: nothing answered, or what answered is no mail server.
void SignedIn::Impl::fail_late() const {
    if (time_of(CURLINFO_CONNECT_TIME_T) <= 0)
        throw ConnectionLost(filled("nothing answers at HOST, port PORT, within half a minute", mailbox),
                             "check 'host' and 'port' (993 for imaps, 143 for starttls), and any firewall between");
    throw ConnectionLost(filled("HOST answers at port PORT, but not as an IMAP mail server", mailbox),
                         "check 'port' and 'tls': imaps belongs to port 993, starttls to port 143");
}

void SignedIn::Impl::fail(CURLcode code) const {
    if (code == CURLE_ABORTED_BY_CALLBACK) throw AskedToStop();
    if (code == CURLE_PEER_FAILED_VERIFICATION) fail_certificate();
    if (code == CURLE_LOGIN_DENIED) fail_sign_in();
    if (code == CURLE_OPERATION_TIMEDOUT) fail_late();
    for (const Trouble& t : troubles)
        if (t.code == code) throw Error(t.kind, filled(t.what, mailbox), filled(t.hint, mailbox));
    throw ConnectionLost(mailbox.host + " ended the connection before the sign-in was complete (" +
                         words_of(words[0] ? words.data() : curl_easy_strerror(code)) + ")" +
                         (refusal.empty() ? "" : ": " + refusal));
}

SignedIn::SignedIn(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SignedIn::SignedIn(SignedIn&&) noexcept = default;
SignedIn::~SignedIn() = default;

SignedIn SignedIn::to(const Mailbox& mailbox, const Say& say, int stop) {
    auto impl = std::make_unique<Impl>(mailbox, stop);
    impl->set_address();
    impl->set_tls();
    impl->set_secret();
    const CURLcode code = curl_easy_perform(impl->curl.get());
    impl->say_steps(say, code);
    if (code != CURLE_OK) impl->fail(code);
    if (curl_easy_getinfo(impl->curl.get(), CURLINFO_ACTIVESOCKET, &impl->socket) != CURLE_OK ||
        impl->socket == CURL_SOCKET_BAD)
        throw ConnectionLost(mailbox.host + " ended the connection");
    return SignedIn(std::move(impl));
}

std::size_t SignedIn::send(std::string_view bytes) {
    std::size_t sent = 0;
    const CURLcode code = curl_easy_send(impl_->curl.get(), bytes.data(), bytes.size(), &sent);
    if (code == CURLE_AGAIN) return 0;
    if (code != CURLE_OK) throw ConnectionLost("the connection to " + impl_->mailbox.host + " broke off");
    return sent;
}

std::size_t SignedIn::receive(std::string& to) {
    std::array<char, 16 << 10> buffer;
    std::size_t came = 0;
    const CURLcode code = curl_easy_recv(impl_->curl.get(), buffer.data(), buffer.size(), &came);
    if (code == CURLE_AGAIN) return 0;
    if (code != CURLE_OK || came == 0) throw ConnectionLost("the connection to " + impl_->mailbox.host + " broke off");
    to.append(buffer.data(), came);
    return came;
}

int SignedIn::handle() const { return impl_->socket; }

}  // namespace tangible::ingest
