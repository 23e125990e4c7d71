// A Postfix of the tests' own, in a temporary folder and on loopback.  No mail gets out: mail that is not for one of the
// invented domains below is discarded.  Needs root, as Postfix does; the machine's own Postfix is neither read nor changed.
//   lmtp.example.org   to our LMTP server          pipe.example.org      to our pipe
//   killed.example.org to our pipe, which is killed after it has stored the mail for the first time
//   mistyped.example.org, recieve.example.org      to a pipe that was set up with a mistake
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, root } from "./site.mjs";

export function missing_postfix() {
  if (process.getuid() === 0 && existsSync("/usr/sbin/postfix")) return false;
  console.error("NOT RUN: Postfix needs root, and to be installed; this test says nothing");
  return "no Postfix of our own";
}

const number = (command, ...words) => Number(spawnSync(command, words, { encoding: "utf8" }).stdout);
/// The user as whom the mail system runs the program.
export const nobody = { uid: number("id", "-u", "nobody"), gid: number("id", "-g", "nobody") };

export async function free_port() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export async function until(ask, what, seconds = 90) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const got = await ask();
    if (got) return got;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${typeof what === "string" ? what : what()}`);
    await new Promise((r) => setTimeout(r, 200));
  }
}

/// Returns the line of the manual that begins like this, so that the tests try the very settings that we tell people to write.
const shown = (begin) => readFileSync(join(root, "serve/manual/mail.md"), "utf8").split("\n").find((line) => line.startsWith(begin));

export class Postfix {
  static async open() {
    const p = new Postfix();
    p.folder = mkdtempSync(join(tmpdir(), "tangible-postfix-"));
    p.data = join(p.folder, "site-data");
    p.port = await free_port();
    p.lmtp_port = await free_port();
    p.to_lmtp = p.lmtp_port;
    for (const name of ["etc", "spool", "lib", "site", "site-data", "notes"]) mkdirSync(join(p.folder, name));
    chmodSync(p.folder, 0o755);
    const postfix = { uid: number("id", "-u", "postfix"), gid: number("id", "-g", "postfix") };
    chownSync(join(p.folder, "lib"), postfix.uid, postfix.gid);
    for (const name of ["site-data", "notes"]) chownSync(join(p.folder, name), nobody.uid, nobody.gid);
    // The program and the files that it needs, where the user nobody may read them.
    cpSync(program, join(p.folder, "site/tangible"));
    for (const part of ["schemas", "serve/pages"]) cpSync(join(root, part), join(p.folder, "site", part), { recursive: true });
    p.program = join(p.folder, "site/tangible");
    p.configure();
    p.run("start");
    await until(() => p.answers(p.port), "Postfix to listen");
    return p;
  }

  configure() {
    const at = (name) => join(this.folder, name);
    const to = { lmtp: `lmtp:inet:127.0.0.1:${this.to_lmtp}`, pipe: "tangible:", killed: "killed:", mistyped: "mistyped:", recieve: "recieve:" };
    const domains = Object.keys(to).map((name) => name + ".example.org");
    writeFileSync(at("etc/transport"), Object.entries(to).map(([name, where]) => `${name}.example.org ${where}\n`).join(""));
    writeFileSync(at("etc/main.cf"), `
compatibility_level = 3.6
queue_directory = ${at("spool")}
data_directory = ${at("lib")}
maillog_file = ${at("log")}
maillog_file_prefixes = ${this.folder}
myhostname = mx.example.org
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relay_domains = ${domains.join(" ")}
local_header_rewrite_clients =
relay_transport = discard:
default_transport = discard:
local_transport = discard:
transport_maps = texthash:${at("etc/transport")}
smtpd_relay_restrictions = permit_auth_destination reject
smtpd_recipient_restrictions =
message_size_limit = 40000000
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 4s
transport_retry_time = 2s
default_destination_concurrency_failed_cohort_limit = 0
${shown("lmtp_line_length_limit")}
${shown("tangible_destination_recipient_limit")}
`);
    // Name, public ("n") or private ("-") socket, wakeup, process limit and program, as in Postfix's own master.cf.
    const services = `pickup n 60 1 pickup, cleanup n - 0 cleanup, qmgr n 300 1 qmgr, rewrite - - - trivial-rewrite,
      bounce - - 0 bounce, defer - - 0 bounce, trace - - 0 bounce, flush n 1000? 0 flush, proxymap - - - proxymap,
      proxywrite - - 1 proxymap, showq n - - showq, error - - - error, retry - - - error, discard - - - discard,
      lmtp - - - lmtp, anvil - - 1 anvil, scache - - 1 scache, postlog n - 1 postlogd`.split(/,\s+/).map((line) => line.split(" "));
    writeFileSync(at("etc/master.cf"), services.map(([name, open, wakeup, limit, daemon]) =>
      `${name} ${name === "postlog" ? "unix-dgram" : "unix"} ${open} - n ${wakeup} ${limit} ${daemon}\n`).join("") +
      `127.0.0.1:${this.port} inet n - n - - smtpd\n` +
      shown("tangible unix").replace("user=tangible", "user=nobody").replace("/usr/local/bin/tangible --data /var/lib/tangible", at("tangible")) + "\n" +
      this.pipe("mistyped", "Rhu", at("mistyped")) +
      this.pipe("recieve", "Rhu", at("recieve")) +
      this.pipe("killed", "FRhu", at("killed-once")));
    this.script("tangible", `export TANGIBLE_SHARE=${at("site")} TANGIBLE_READERS=1\nexec ${this.program} --data ${this.data} "$@"\n`);
    this.script("mistyped", `exec ${at("tangible")} receive --chanel mail\n`);
    this.script("recieve", `exec ${at("tangible")} recieve\n`);
    this.script("killed-once", `${at("tangible")} receive || exit\n[ -e ${at("notes/killed")} ] && exit\ntouch ${at("notes/killed")}\nkill -9 $$\n`);
  }

  pipe(name, flags, command) { return `${name} unix - n n - 4 pipe flags=${flags} user=nobody argv=${command}\n`; }

  /// Sends LMTP to this port from now on: to our server, or to a proxy in front of it.
  send_lmtp_to(port) {
    this.to_lmtp = port;
    this.configure();
    this.run("reload");
  }

  /// Writes a pipe's command, whole or not at all: Postfix may be about to run it.
  script(name, lines) {
    const path = join(this.folder, name);
    writeFileSync(path + ".new", "#!/bin/sh\n" + lines, { mode: 0o755 });
    renameSync(path + ".new", path);
  }

  run(verb) {
    const run = spawnSync("postfix", ["-c", join(this.folder, "etc"), verb], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(`postfix ${verb}: ${run.stderr} ${this.log()}`);
  }

  log() { return existsSync(join(this.folder, "log")) ? readFileSync(join(this.folder, "log"), "utf8") : ""; }

  answers(port) {
    return new Promise((done) => {
      const socket = net.connect(port, "127.0.0.1", () => { socket.destroy(); done(true); });
      socket.on("error", () => done(false));
    });
  }

  queue() {
    const run = spawnSync("postqueue", ["-c", join(this.folder, "etc"), "-j"], { encoding: "utf8" });
    return run.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  /// Waits until the mail to `to` is deferred in the queue, and returns the reason.
  async deferred(to, seconds) {
    const row = await until(() => this.queue().find((m) => m.queue_name === "deferred" && m.recipients.some((r) => r.address === to && r.delay_reason)),
      () => `${to} to be deferred; ${this.log().slice(-2000)}`, seconds);
    return row.recipients.find((r) => r.address === to).delay_reason;
  }

  flush() { spawnSync("postqueue", ["-c", join(this.folder, "etc"), "-f"]); }

  /// Hands a mail (bytes with LF) to Postfix by SMTP, as any sender would.
  async submit(to, bytes, { from = "teller@example.net", port = this.port } = {}) {
    const text = Buffer.isBuffer(bytes) ? bytes.toString("latin1") : Buffer.from(bytes).toString("latin1");
    const body = text.replace(/\n/g, "\r\n").replace(/^\./gm, "..");
    const socket = net.connect(port, "127.0.0.1");
    let heard = "", wake = () => {};
    socket.on("data", (d) => { heard += d; wake(); });
    socket.on("error", (e) => { heard = "999 " + e.message + "\r\n"; wake(); });
    const reply = async () => {
      while (!/^\d{3} .*\r\n/m.test(heard)) await new Promise((r) => (wake = r));
      const all = heard;
      heard = "";
      return all;
    };
    const say = async (line, wanted) => {
      socket.write(line + "\r\n", "latin1");
      const answer = await reply();
      if (!answer.startsWith(wanted)) throw new Error(`${line.slice(0, 40)}: ${answer}`);
    };
    await reply();
    await say("EHLO teller.example.net", "250");
    await say(`MAIL FROM:<${from}> BODY=8BITMIME`, "250");
    for (const one of [to].flat()) await say(`RCPT TO:<${one}>`, "250");
    await say("DATA", "354");
    await say(body + (body.endsWith("\r\n") ? "." : "\r\n."), "250");
    socket.end("QUIT\r\n");
  }

  tangible(words, options = {}) {
    return spawnSync(this.program, ["--data", this.data, ...words],
      { encoding: "utf8", ...nobody, cwd: this.folder, env: { ...process.env, TANGIBLE_SHARE: join(this.folder, "site") }, ...options });
  }

  /// Returns the references of the stories that contain the word.
  found(word) { return this.tangible(["search", word]).stdout.split("\n").filter(Boolean).map((line) => line.slice(0, 11)); }

  /// Waits until Postfix has nothing left to deliver and each word's story can be found; each must then be there exactly once.
  async arrived_once(...words) {
    await until(() => this.queue().length === 0, () => `an empty queue; ${this.log().slice(-3000)}`, 40);
    for (const word of words) {
      const found = await until(() => { const all = this.found(word); return all.length && all; }, () => `${word} to be found; ${this.said}`, 30);
      if (found.length !== 1) throw new Error(`${word} is there ${found.length} times`);
    }
  }

  empty_data() { for (const name of readdirSync(this.data)) rmSync(join(this.data, name), { recursive: true }); }

  /// Starts the LMTP server as the user nobody.
  async lmtp(env = {}) {
    this.server = spawn(this.program, ["--data", this.data, "lmtp", "--port", String(this.lmtp_port)],
      { ...nobody, cwd: this.folder, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, TANGIBLE_SHARE: join(this.folder, "site"), TANGIBLE_READERS: "1", ...env } });
    this.said = "";
    this.server.stderr.on("data", (d) => (this.said += d));
    await until(() => this.answers(this.lmtp_port), "our LMTP server: " + this.said);
  }

  async end_lmtp(signal = "SIGTERM") {
    if (!this.server || this.server.exitCode !== null || this.server.signalCode !== null) return;
    const ended = new Promise((done) => this.server.once("exit", done));
    this.server.kill(signal);
    await ended;
  }

  async close() {
    await this.end_lmtp("SIGKILL");
    spawnSync("postfix", ["-c", join(this.folder, "etc"), "stop"]);
    spawnSync("umount", ["-q", this.data]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/// Opens a proxy between Postfix and our server.  It records what Postfix sends, and cuts the connection in place of the
/// first reply that says that a mail is stored.
export async function cutting_proxy(port, when_cut) {
  const proxy = { heard: [], was_cut: false };
  const server = net.createServer((left) => {
    const right = net.connect(port, "127.0.0.1"), n = proxy.heard.push("") - 1;
    const drop = () => { left.destroy(); right.destroy(); };
    for (const side of [left, right]) side.on("error", drop).on("close", drop);
    left.on("data", (d) => { proxy.heard[n] += d.toString("latin1"); right.write(d); });
    right.on("data", (d) => {
      if (proxy.was_cut || !String(d).includes("stored as")) return left.write(d);
      proxy.was_cut = true;
      drop();
      when_cut();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  return Object.assign(proxy, { port: server.address().port, close: () => server.close() });
}
