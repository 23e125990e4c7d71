// A real mail server for a test: Dovecot on free ports of this machine, with certificates from an authority of its own.
// user0 to user4999 sign in with `password`, or by XOAUTH2 with token(user).
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

export const password = "a password with \"signs\" \\ in it";

export function missing_dovecot() {
  if (existsSync("/usr/sbin/dovecot")) return false;
  console.error("NOT RUN: there is no /usr/sbin/dovecot; this test says nothing");
  return "Dovecot is absent";
}

export async function free_port() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/// Makes two authorities and the certificates that the first one signs: NAME.pem and NAME.key in `folder`.
function make_certificates(folder) {
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  const authority = (name) => openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
    "-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".pem");
  authority("ca");
  authority("other-ca");
  const certificate = (name, dns, days) => {
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + dns, "-keyout", name + ".key", "-out", name + ".csr");
    writeFileSync(join(folder, name + ".ext"), `subjectAltName=${dns === "localhost" ? "DNS:localhost,IP:127.0.0.1" : "DNS:" + dns}\n`);
    openssl("x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", String(days), "-extfile", name + ".ext", "-out", name + ".pem");
  };
  certificate("localhost", "localhost", 30);
  certificate("elsewhere", "mail.example.org", 30);
  certificate("expired", "localhost", -1);
}

const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

export class Dovecot {
  static async open({ certificate = "localhost", settings = "" } = {}) {
    const server = new Dovecot();
    server.dir = mkdtempSync(join(tmpdir(), "dovecot-"));
    chmodSync(server.dir, 0o755);  // Dovecot's less privileged processes read it
    make_certificates(server.dir);
    server.ca = join(server.dir, "ca.pem");
    server.key = randomBytes(32);
    mkdirSync(join(server.dir, "keys/default/HS256"), { recursive: true });
    writeFileSync(join(server.dir, "keys/default/HS256/default"), server.key.toString("base64"));
    writeFileSync(join(server.dir, "oauth2.ext"), [
      "introspection_mode = local", `local_validation_key_dict = fs:posix:prefix=${server.dir}/keys/`,
      "username_attribute = sub", ""].join("\n"));
    server.as_root = process.getuid() === 0;
    server.owner = server.as_root ? "mail" : userInfo().username;
    mkdirSync(join(server.dir, "mail"));
    server.give(join(server.dir, "mail"));
    [server.port, server.tls_port] = [await free_port(), await free_port()];
    server.settings = settings;
    server.certificate = certificate;
    await server.start();
    return server;
  }

  give(path) {
    if (this.as_root) execFileSync("chown", ["-R", this.owner + ":" + this.owner, path]);
  }

  async start() {
    const user = userInfo().username;
    const conf = `
base_dir = ${this.dir}/run
state_dir = ${this.dir}/state
log_path = ${this.dir}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${this.dir}/${this.certificate}.pem
ssl_key = <${this.dir}/${this.certificate}.key
disable_plaintext_auth = no
mail_location = maildir:${this.dir}/mail/%u
namespace inbox {
  inbox = yes
  separator = /
}
mail_uid = ${this.owner}
mail_gid = ${this.owner}
first_valid_uid = 1
first_valid_gid = 1
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
auth_cache_size = 0
mail_max_userip_connections = 1000
${this.as_root ? "" : `default_internal_user = ${user}\ndefault_login_user = ${user}\ndefault_internal_group = ${user}`}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${this.dir}/oauth2.ext
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = ${this.dir}/users
}
userdb {
  driver = static
  args = home=${this.dir}/mail/%u allow_all_users=yes
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = ${this.port}
  }
  inet_listener imaps {
    port = ${this.tls_port}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service imap {
  client_limit = 1
  process_limit = 64
}
${this.settings}
`;
    writeFileSync(join(this.dir, "conf"), conf);
    // All users at once: Dovecot looks at this file at most once a second.
    writeFileSync(join(this.dir, "users"), Array.from({ length: 5000 }, (_, n) => `user${n}:{PLAIN}${password}\n`).join(""), { mode: 0o644 });
    this.process = spawn("/usr/sbin/dovecot", ["-F", "-c", join(this.dir, "conf")], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    this.process.stderr.on("data", (d) => (said += d));
    for (let i = 0; i < 600; ++i) {
      if (this.process.exitCode !== null) throw new Error("Dovecot ended: " + said);
      if (await answers(this.port)) return;
      await new Promise((r) => setTimeout(r, 100));
    }
    throw new Error("Dovecot did not open within 60 s: " + said + this.log());
  }

  log() { return existsSync(join(this.dir, "log")) ? readFileSync(join(this.dir, "log"), "utf8") : ""; }

  /// Returns an access token as an identity provider would sign it.
  token(user, seconds = 3600) {
    const now = Math.floor(Date.now() / 1000);
    const what = base64url(JSON.stringify({ alg: "HS256", typ: "JWT" })) + "." +
      base64url(JSON.stringify({ sub: user, iat: now - 10, nbf: now - 10, exp: now + seconds, scope: "mail" }));
    return what + "." + createHmac("sha256", this.key).update(what).digest("base64url");
  }

  doveadm(words, input) {
    const run = spawnSync("/usr/bin/doveadm", ["-c", join(this.dir, "conf"), ...words], { encoding: "utf8", input });
    if (run.status !== 0) throw new Error(`doveadm ${words.join(" ")}: ${run.status} ${run.stderr}`);
    return run.stdout;
  }

  deliver(user, mail, folder = "INBOX") {
    this.doveadm(["save", "-u", user, "-m", folder], mail);
  }

  /// Returns the mails of a folder in order of UID: [{uid, seen, subject}].
  mails(user, folder = "INBOX") {
    const out = this.doveadm(["-f", "tab", "fetch", "-u", user, "uid flags hdr.subject", "mailbox", folder, "all"]);
    return out.split("\n").slice(1).filter(Boolean).map((line) => {
      const [uid, flags, subject] = line.split("\t");
      return { uid: Number(uid), seen: /\\Seen/.test(flags), subject };
    });
  }

  async close() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGTERM");
    await ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => { socket.destroy(); done(true); });
    socket.once("error", () => done(false));
  });
}
