// Watched folders: whatever is dropped, and whenever the watcher is killed, each file is stored once and moved to where
// its sender sees what happened to it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { new_folder, patience, program, tangible } from "./helpers/site.mjs";

const mail = (word) => `From: teller@example.org\nSubject: About ${word}\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <${word}@example.org>\n\n` +
  `The hall key was passed on, and so was the trust in ${word}.\n`;
const text = (word) => `About ${word}\n\nWe waited for the trust, and after a year ${word} began.\n`;
const wait = (ms) => new Promise((r) => setTimeout(r, ms));

/// Three watched places beside a data folder, and a watcher that can be killed and started again.
class Watcher {
  constructor() {
    this.folder = new_folder();
    this.data = join(this.folder, "data");
    for (const name of ["drop", "Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"]) mkdirSync(this.at(name));
    writeFileSync(this.at("mbox"), "");
    this.said = "";
  }
  at(...names) { return join(this.folder, ...names); }
  places() { return ["drop", "Maildir", "mbox"].map((name) => this.at(name)); }
  start() {
    this.process = spawn(program, ["--data", this.data, "watch", ...this.places()],
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, TANGIBLE_READERS: "1" } });
    this.process.stderr.on("data", (d) => (this.said += d));
    this.ended = new Promise((done) => this.process.once("exit", (status, signal) => done({ status, signal })));
  }
  end(signal) {
    this.process.kill(signal);
    return this.ended;
  }
  found(word) { return tangible(this.data, ["search", "--limit", "1000", word]).stdout.split("\n").filter(Boolean); }
  in_drop(name = "") { return existsSync(this.at("drop", name)) ? readdirSync(this.at("drop", name)).filter((n) => n !== "received" && n !== "refused") : []; }
  deliver(name, word) {
    writeFileSync(this.at("Maildir/tmp", name), mail(word));
    renameSync(this.at("Maildir/tmp", name), this.at("Maildir/new", name));
  }
  append(word) { appendFileSync(this.at("mbox"), `From teller@example.org Tue Nov 24 10:00:00 2026\n${mail(word)}\n`); }
  remove() { rmSync(this.folder, { recursive: true }); }
}

test("a watcher that is killed again and again stores each file once and puts it away", { timeout: 900_000 }, async (t) => {
  const w = new Watcher();
  t.after(async () => { await w.end("SIGKILL"); w.remove(); });
  w.start();
  // A file that its writer keeps open: the watcher must not take it before it is whole.
  const slow = openSync(w.at("drop/slow.txt"), "w");
  writeSync(slow, "About slowness\n\nWe waited for the trust, and ");
  writeFileSync(w.at("drop/half.eml.part"), mail("halfword").slice(0, 60));
  writeFileSync(w.at("drop/empty.txt"), "");
  const rounds = 6, words = [];
  const new_word = (word) => { words.push(word); return word; };
  for (let n = 0; n < rounds; ++n) {
    writeFileSync(w.at("drop", `mail${n}.eml`), mail(new_word("dropmail" + n)));
    writeFileSync(w.at("drop", `text${n}.txt`), text(new_word("droptext" + n)));
    w.deliver(`17000000${n}.M1P1.example`, new_word("maildirword" + n));
    w.append(new_word("mboxword" + n));
    await wait(250 + n * 170);  // before the watcher looks, while it looks, while it reads, and afterwards
    await w.end("SIGKILL");
    w.start();
  }
  assert.equal(w.found("slowness").length, 0, "a file that is being written must be left alone");
  assert.ok(w.in_drop().includes("slow.txt"));
  writeSync(slow, "then slowness was over.\n");
  closeSync(slow);
  words.push("slowness");

  await until(() => w.in_drop().length === 1 && w.found("trust").length >= words.length, () => words.filter((word) => !w.found(word).length) + " " + w.in_drop() + w.said);
  for (const word of words) assert.equal(w.found(word).length, 1, word);
  assert.equal(w.found("trust").length, words.length);
  assert.deepEqual(w.in_drop(), ["half.eml.part"], "a file that is named as unfinished must stay where it is");
  const dropped = ["slow.txt", ...Array.from({ length: rounds }, (_, n) => [`mail${n}.eml`, `text${n}.txt`]).flat()];
  assert.deepEqual(w.in_drop("received").sort(), dropped.sort());
  assert.deepEqual(w.in_drop("refused").sort(), ["empty.txt", "empty.txt.txt"]);
  assert.match(readFileSync(w.at("drop/refused/empty.txt.txt"), "utf8"), /was not received.*\n.*empty/);
  assert.equal(readdirSync(w.at("Maildir/new")).length, 0);
  assert.ok(readdirSync(w.at("Maildir/cur")).length === rounds && readdirSync(w.at("Maildir/cur")).every((name) => name.endsWith(":2,S")));

  // A file that is dropped once more, under any name, is recognised.
  writeFileSync(w.at("drop/again.eml"), mail("dropmail0"));
  await until(() => w.in_drop("received").includes("again.eml"), () => "the same mail again: " + w.said);
  assert.equal(w.found("dropmail0").length, 1);
  assert.deepEqual(await w.end("SIGTERM"), { status: 0, signal: null }, w.said);
});

/// strace kills the watcher at the n-th call of each kind that writes, moves or syncs; then another watcher finishes the work.
test("a watcher that is killed at its writes and moves stores each file once and puts it away", { timeout: 900_000 }, async () => {
  let places = 0;
  for (const [call, whens] of [["pwrite64", [1, 9]], ["fdatasync", [1, 2]], ["renameat2", [1, 2, 3]]])
    for (const when of whens) {
      const w = new Watcher(), where = `killed at ${call} ${when}`;
      writeFileSync(w.at("drop/a.eml"), mail("dropmail"));
      writeFileSync(w.at("drop/empty.txt"), "");
      w.deliver("1700000000.M1P1.example", "maildirword");
      w.append("mboxword");
      const run = spawnSync("timeout", ["-s", "INT", String(Math.ceil(6 * patience())), "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", `inject=${call}:signal=KILL:when=${when}`,
        program, "--data", w.data, "watch", ...w.places()], { env: { ...process.env, TANGIBLE_READERS: "1" } });
      if (run.status === 137 || run.signal === "SIGKILL") ++places;
      w.start();
      await until(() => w.in_drop().length === 0 && ["dropmail", "maildirword", "mboxword"].every((word) => w.found(word).length > 0), () => where + w.said);
      assert.equal(w.found("trust").length, 3, where);
      assert.deepEqual([w.in_drop("received"), w.in_drop("refused").sort()], [["a.eml"], ["empty.txt", "empty.txt.txt"]], where);
      assert.equal(readdirSync(w.at("Maildir/new")).length, 0, where);
      await w.end("SIGTERM");
      w.remove();
    }
  assert.ok(places >= 6, `${places} places were tried`);
});

async function until(ask, what) {
  for (const end = Date.now() + 90_000; Date.now() < end; await wait(200))
    if (await ask()) return;
  throw new Error("not within 90 s: " + what());
}
