// A mailbox on a real Dovecot: signing in, errors in plain words, and the connection cut at every step (or at a sample
// of them: sampled.mjs).
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Dovecot, free_port, missing_dovecot, password } from "./helpers/dovecot.mjs";
import { eventually, new_folder, program, tangible } from "./helpers/site.mjs";
import { counted, sampled, sweeps_all } from "./helpers/sampled.mjs";

const skip = missing_dovecot();
let server;
before(async () => { if (!skip) server = await Dovecot.open(); });
after(async () => { await server?.close(); });

const mail = (n, way = "") => `${way}From: t${n}@example.org\r\nMessage-ID: <${n}@example.org>\r\nSubject: Story ${n}\r\n\r\n` +
  `The doorbellnumber${n} rang, and it took a year before they began to trust us.\r\n`;

let users = 0;
/// Makes a data folder, and a mailbox of its own with `mails` in it; `words` are further settings of the mailbox.
function site(mails, words = {}) {
  const user = "user" + ++users, data = new_folder();
  for (const n of mails) server.deliver(user, mail(n));
  writeFileSync(join(data, "password"), password + "\n", { mode: 0o600 });
  const h = { user, data };
  h.set = (more) => {
    const all = { name: "stories", host: "localhost", port: server.tls_port, user, password_file: "password", ca_file: server.ca, ...words, ...more };
    writeFileSync(join(data, "tangible.yaml"), "mailboxes:\n-\n" +
      Object.entries(all).filter(([, v]) => v !== null).map(([k, v]) => `  ${k}: ${JSON.stringify(v)}\n`).join(""));
  };
  h.set({});
  h.run = (...more) => tangible(data, ["mailbox", "run", "--once", ...more]);
  h.check = () => tangible(data, ["mailbox", "check"]);
  return h;
}

const stories = (data) => tangible(data, ["search", "--limit", "1000", "trust"]).stdout.split("\n").filter(Boolean);
const is_stored = (data, n) => tangible(data, ["search", "doorbellnumber" + n]).status === 0;
const ok = (run) => assert.equal(run.status, 0, run.stdout + run.stderr);

function all_stored_once(data, numbers, where = "") {
  assert.equal(stories(data).length, numbers.length, `${where}: ${stories(data).length} stories`);
  for (const n of numbers) assert.ok(is_stored(data, n), `story ${n} ${where}`);
}

test("the program signs in by imaps and STARTTLS, by password and by token", { skip }, () => {
  const ways = [
    { port: server.tls_port }, { tls: "starttls", port: server.port }, { tls: "none", port: server.port, ca_file: null },
    { password_file: null, password_command: "cat password-for-command" }, { host: "127.0.0.1" },
  ];
  const h = site([1, 2]);
  writeFileSync(join(h.data, "token"), server.token(h.user) + "\n", { mode: 0o600 });
  const by_token = [{ password_file: null, token_file: "token" },
    { password_file: null, token_command: `cat ${join(h.data, "token")}`, tls: "starttls", port: server.port }];
  for (const way of [...ways, ...by_token]) {
    if (way.password_command) way.password_command = `cat ${join(h.data, "password")}`;
    h.set(way);
    const run = h.check();
    ok(run);
    assert.match(run.stdout, /looked up\n/);
    assert.match(run.stdout, /connected to 127\.0\.0\.1, port \d+\n/);
    assert.match(run.stdout, way.tls === "none" ? /no TLS/ : /TLS works/);
    assert.match(run.stdout, new RegExp(`signed in as ${h.user} by ${by_token.includes(way) ? "token" : "password"}`));
    assert.match(run.stdout, /folders on the server: .*INBOX/);
    assert.match(run.stdout, /2 messages, 2 not received yet/);
    assert.match(run.stdout, /IDLE/);
  }
  ok(h.run());
  all_stored_once(h.data, [1, 2]);
  assert.match(h.check().stdout, /2 messages, 0 not received yet/);
  assert.ok(server.mails(h.user).every((m) => !m.seen), "mails must stay as they are");
});

test("whatever fails on the way is reported with a remedy", { skip }, async () => {
  const h = site([1]);
  const closed = await free_port();
  writeFileSync(join(h.data, "wrong"), "a wrong one\n", { mode: 0o600 });
  writeFileSync(join(h.data, "old-token"), server.token(h.user, -60) + "\n", { mode: 0o600 });
  writeFileSync(join(h.data, "open"), password + "\n");
  chmodSync(join(h.data, "open"), 0o644);
  const rows = [
    [{ host: "nowhere.invalid" }, 75, /there is no machine with the name nowhere\.invalid/],
    [{ port: closed }, 75, /nothing answers at localhost, port/],
    [{ port: server.port }, 77, /does not speak TLS at port .*starttls/],
    [{ ca_file: null }, 77, /not by an authority that this machine trusts .*ca_file/],
    [{ ca_file: join(server.dir, "other-ca.pem") }, 77, /not by an authority that this machine trusts/],
    [{ ca_file: join(server.dir, "none.pem") }, 78, /the ca_file cannot be read/],
    [{ password_file: "wrong" }, 77, /does not let user\d+ in: NO .*AUTHENTICATIONFAILED.*app password/],
    [{ password_file: null, token_file: "old-token" }, 77, /does not let user\d+ in by token.*expired/],
    [{ password_file: "open" }, 78, /can be read by every user of this machine; run chmod o=/],
    [{ password_file: "none" }, 66, /none: No such file/],
    [{ folder: "Inbos" }, 66, /no folder 'Inbos' on the server \(did you mean 'INBOX'\?\); there are: INBOX/],
  ];
  for (const [words, status, said] of rows) {
    h.set(words);
    for (const run of [h.check(), h.run()]) {
      assert.match(run.stdout + run.stderr, said);
      assert.equal(run.status, status, JSON.stringify(words) + run.stdout + run.stderr);
      assert.ok(!(run.stdout + run.stderr).includes(password), "the password must never be printed");
    }
  }
  assert.ok(!server.mails(h.user)[0].seen);
  h.set({ folder: "INBOX", hots: "x" });
  const typo = h.check();
  assert.equal(typo.status, 78);
  assert.match(typo.stderr, /tangible\.yaml:\d+: unknown word 'hots' \(did you mean 'host'\?\)/);
});

test("a certificate for another name, or one that has expired, is refused", { skip }, async () => {
  for (const [certificate, said] of [["elsewhere", /for another name than localhost/], ["expired", /has expired/]]) {
    const other = await Dovecot.open({ certificate });
    const h = site([], { port: other.tls_port, ca_file: other.ca });
    const [imaps, run] = [h.check(), h.run()];
    h.set({ tls: "starttls", port: other.port });
    for (const r of [imaps, run, h.check()]) {
      assert.match(r.stdout + r.stderr, said);
      assert.equal(r.status, 77);
    }
    assert.ok(!/signed|Login/.test(imaps.stdout) && !/Login/.test(other.log()), "nobody must have signed in");
    await other.close();
  }
});

test("mails are marked or moved as set, and a mail delivered twice is stored once", { skip }, () => {
  const marked = site([1, 2], { after: "mark" });
  ok(marked.run());
  assert.ok(server.mails(marked.user).every((m) => m.seen));
  server.deliver(marked.user, mail(2));
  server.deliver(marked.user, mail(1, "Received: from elsewhere by here; Wed, 25 Nov 2026 05:00:00 +0000\r\n"));
  server.deliver(marked.user, mail(3));
  const run = marked.run();
  ok(run);
  assert.match(run.stderr, /1 new, 2 known before/);
  all_stored_once(marked.data, [1, 2, 3]);

  const moved = site([4, 5], { after: "move:Gelesen & fertig/Störche" });
  const check = moved.check();
  ok(check);
  assert.match(check.stdout, /will be moved to 'Gelesen & fertig\/Störche'/);
  ok(moved.run());
  assert.equal(server.mails(moved.user).length, 0);
  assert.equal(server.mails(moved.user, "Gelesen & fertig/Störche").length, 2);
  all_stored_once(moved.data, [4, 5]);

  const made = site([6], { after: "move:Stored" });
  ok(made.run());
  assert.equal(server.mails(made.user, "Stored").length, 1, "run must make a folder that is missing");
});

test("a folder that the server renumbers gives no mail twice", { skip }, () => {
  const h = site([], { folder: "Stories", after: "mark" });
  server.doveadm(["mailbox", "create", "-u", h.user, "Stories"]);
  for (const n of [1, 2]) server.deliver(h.user, mail(n), "Stories");
  ok(h.run());
  server.doveadm(["mailbox", "delete", "-u", h.user, "Stories"]);
  spawnSync("sleep", ["1.1"]);  // UIDVALIDITY is made of the time in seconds
  server.doveadm(["mailbox", "create", "-u", h.user, "Stories"]);
  for (const n of [3, 2, 1]) server.deliver(h.user, mail(n), "Stories");
  assert.match(h.check().stdout, /renumbered the folder/);
  const run = h.run();
  ok(run);
  assert.match(run.stderr, /1 new, 2 known before/);
  all_stored_once(h.data, [1, 2, 3]);
  assert.ok(server.mails(h.user, "Stories").every((m) => m.seen));
});

test("a mail of more than 25 MB is left where it is, and holds up no other", { skip, timeout: 900_000 }, () => {
  const h = site([1], { after: "mark" });
  server.deliver(h.user, mail(2) + "x".repeat(70).concat("\r\n").repeat(380_000));
  server.deliver(h.user, mail(3));
  for (let i = 0; i < 2; ++i) {
    const run = h.run();
    assert.equal(run.status, 1, run.stderr);
    assert.match(run.stderr, /UID 2 is left in the mailbox: larger than 25 MB/);
  }
  assert.deepEqual(server.mails(h.user).map((m) => m.seen), [true, false, true]);
  assert.match(h.check().stdout, /UID 2 was left in the mailbox: larger than 25 MB/);
  all_stored_once(h.data, [1, 3]);
});

test("a server with neither MOVE nor IDLE works too", { skip }, async () => {
  const other = await Dovecot.open({ settings: "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS\n" });
  const h = site([], { port: other.tls_port, ca_file: other.ca, after: "move:Stored" });
  for (const n of [1, 2]) other.deliver(h.user, mail(n));
  assert.match(h.check().stdout, /checking for new mails every 300 s/);
  ok(h.run());
  assert.equal(other.mails(h.user).length, 0);
  assert.equal(other.mails(h.user, "Stored").length, 2);
  all_stored_once(h.data, [1, 2]);
  await other.close();
});

/// A proxy between the program and the server.  It cuts the connection at the `at`-th line that passes in either
/// direction: before it, or in the middle of it.  `lines` is how many have passed.
class Cutter {
  static async open(port, at, half) {
    const cutter = new Cutter();
    Object.assign(cutter, { at, half, lines: 0, cut: false, sockets: new Set() });
    cutter.server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      const end = () => { near.destroy(); far.destroy(); };
      for (const s of [near, far]) { cutter.sockets.add(s); s.on("error", end); s.on("close", end); }
      near.on("data", (d) => cutter.pass(d, far, end));
      far.on("data", (d) => cutter.pass(d, near, end));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => cutter.server.once("listening", done));
    cutter.port = cutter.server.address().port;
    return cutter;
  }

  pass(bytes, to, end) {
    for (let from = 0; from < bytes.length && !this.cut;) {
      const line_end = bytes.indexOf(10, from), next = line_end < 0 ? bytes.length : line_end + 1;
      if (++this.lines === this.at) {
        this.cut = true;
        if (this.half) to.write(bytes.subarray(from, from + Math.floor((next - from) / 2)), end);
        else end();
        return;
      }
      to.write(bytes.subarray(from, next));
      from = next;
    }
  }

  close() {
    for (const s of this.sockets) s.destroy();
    return new Promise((done) => this.server.close(done));
  }
}

/// Like tangible(), but does not block this process.
function tangible_beside(data, words) {
  const child = spawn(program, ["--data", data, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (d) => (stderr += d));
  return new Promise((done) => child.on("close", (status, signal) => done({ status, signal, stderr })));
}

for (const way of ["mark", "move:Stored"])
  test(`no mail is lost or doubled when the connection is cut at any line, after: ${way}`, { skip, timeout: 900_000 }, async () => {
    let cuts = 0;
    for (const half of [false, true])  // each line is cut once, before it or within it: this takes half the time and covers the whole dialogue
      for (const at of sampled(counted(half ? 1 : 2, () => 2), 8, way + half)) {
        const h = site([1, 2, 3], { tls: "none", after: way, ca_file: null });
        const cutter = await Cutter.open(server.port, at, half);
        h.set({ port: cutter.port });
        const cut = await tangible_beside(h.data, ["mailbox", "run", "--once"]);
        await cutter.close();
        const where = `cut ${half ? "in" : "before"} line ${at}: ${cut.stderr}`;
        if (!cutter.cut) {
          assert.equal(cut.status, 0, where);
          assert.ok(at > 20, `${at} lines passed`);
          rmSync(h.data, { recursive: true });
          break;
        }
        ++cuts;
        assert.ok([0, 1, 75, 77].includes(cut.status), `${cut.status} ${where}`);
        const left = server.mails(h.user), gone = [1, 2, 3].filter((n) => !left.some((m) => m.subject === "Story " + n && !m.seen));
        for (const n of gone) assert.ok(is_stored(h.data, n), `story ${n} was marked or moved before it was stored; ${where}`);
        h.set({ port: server.port });
        ok(h.run());
        all_stored_once(h.data, [1, 2, 3], where);
        if (way === "mark") assert.ok(server.mails(h.user).every((m) => m.seen), where);
        else assert.deepEqual([server.mails(h.user).length, server.mails(h.user, "Stored").length], [0, 3], where);
        rmSync(h.data, { recursive: true });
      }
    console.log(`cut at ${cuts} places`);
  });

test("a run killed at any of its writes loses and doubles no mail", { skip, timeout: 900_000 }, () => {
  let places = 0;
  for (const call of ["pwrite64", "fdatasync", "fsync", "sendto"])
    for (const when of sampled(counted(1, (n) => (n < 8 ? 1 : 6)), 4, call)) {
      const h = site([1, 2], { tls: "none", port: server.port, after: "mark", ca_file: null });
      const run = spawnSync("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", `inject=${call}:signal=KILL:when=${when}`,
        program, "--data", h.data, "mailbox", "run", "--once"], { encoding: "utf8" });
      const killed = run.signal === "SIGKILL" || run.status === 137;
      const where = `killed at ${call} ${when}`;
      if (killed) {
        ++places;
        const seen = server.mails(h.user).filter((m) => m.seen);
        if (seen.length) {
          mkdirSync(join(h.data, "nothing"));
          ok(tangible(h.data, ["receive", join(h.data, "nothing")]));  // has the stored mails read
          for (const m of seen) assert.ok(is_stored(h.data, m.subject.slice(6)), where + ": marked before it was stored");
        }
      } else {
        assert.equal(run.status, 0, run.stderr);
      }
      ok(h.run());
      all_stored_once(h.data, [1, 2], where);
      assert.ok(server.mails(h.user).every((m) => m.seen), where);
      rmSync(h.data, { recursive: true });
      if (!killed) break;
    }
  assert.ok(places >= (sweeps_all ? 20 : 4), `${places} places were tried`);
  console.log(`killed at ${places} places`);
});

test("run keeps running, receives new mails, survives the server's restart, and ends cleanly", { skip, timeout: 900_000 }, async () => {
  const h = site([1], { after: "mark", every_s: 240 });
  const child = spawn(program, ["--data", h.data, "mailbox", "run"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (d) => (said += d));
  const ended = new Promise((done) => child.on("close", (status, signal) => done({ status, signal })));
  await eventually(() => existsSync(join(h.data, "store.sqlite")) && is_stored(h.data, 1), "the first story: " + said);
  const second = tangible(h.data, ["mailbox", "run", "--once"]);
  assert.equal(second.status, 75);
  assert.match(second.stderr, /another 'tangible mailbox run' already uses this data folder/);
  const before_ms = Date.now();
  server.deliver(h.user, mail(2));
  await eventually(() => is_stored(h.data, 2), "the second story: " + said);
  assert.ok(Date.now() - before_ms < 200_000, "IDLE must report the mail before the next check is due");
  const restarted = new Promise((done) => server.process.once("exit", done));
  server.process.kill("SIGTERM");
  await restarted;
  await server.start();
  server.deliver(h.user, mail(3));
  for (let i = 0; i < 15 && !is_stored(h.data, 3); ++i) await new Promise((r) => setTimeout(r, 6_000));
  all_stored_once(h.data, [1, 2, 3], said);
  child.kill("SIGTERM");
  assert.deepEqual(await ended, { status: 0, signal: null }, said);
  assert.ok(!said.includes(password));
});

test("no mail is marked while the store is locked", { skip, timeout: 900_000 }, async () => {
  const h = site([1], { after: "mark" });
  ok(h.run());
  server.deliver(h.user, mail(2));
  const lock = spawn("flock", [join(h.data, "write.lock"), "sleep", "60"], { detached: true });
  await new Promise((r) => setTimeout(r, 300));
  const run = await tangible_beside(h.data, ["mailbox", "run", "--once"]);
  process.kill(-lock.pid, "SIGTERM");
  assert.equal(run.status, 75, run.stderr);
  assert.match(run.stderr, /another program has been writing/);
  assert.deepEqual(server.mails(h.user).map((m) => m.seen), [true, false]);
  ok(h.run());
  all_stored_once(h.data, [1, 2]);
});
