// Mail through a real Postfix, by its pipe and by LMTP: it arrives unchanged, waits in the queue while we cannot accept
// it, and becomes one story however often it is delivered.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { truncateSync, writeFileSync, writeSync, openSync, closeSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { Postfix, cutting_proxy, missing_postfix, nobody, until } from "./helpers/postfix.mjs";

const skip = missing_postfix();
const ways = ["pipe", "lmtp"];
let post;
before(async () => { if (!skip) post = await Postfix.open(); });
after(() => post?.close());
afterEach(async () => {
  await post?.end_lmtp();
  post?.empty_data();
});

const at = (way) => `stories@${way}.example.org`;
const id = (word) => `Message-ID: <${word}@example.net>\n`;
const mail = (word, { fields = id(word), body = `The hall key was passed on, and so was the trust in ${word}.\n` } = {}) =>
  `From: Teller <teller@example.net>\nTo: stories@example.org\nSubject: About ${word}\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n${fields}\n${body}`;
const passages = (word) => JSON.stringify(post.tangible(["search", "--json", word]).stdout);

test("mails arrive unchanged", { skip, timeout: 900_000 }, async () => {
  await post.lmtp();
  const text = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
  for (const way of ways) {
    const long = `Everybody in the ${way} group had ` + "patience with each other, and ".repeat(400) + `at the end ${way}longend was agreed.\n`;
    await post.submit(at(way), mail(way + "plain"));
    await post.submit(at(way), mail(way + "eightbit", { fields: id(way + "8") + text, body: `Die Schlüssel der ${way}störche lagen offen. 鍵\n` }));
    await post.submit(at(way), mail(way + "long", { body: long }));
    await post.submit(at(way), mail(way + "dots", { body: `We waited.\n.\n..two ${way}dotsmark dots\n.one dot, and trust\nThe end.\n` }));
    const attached = "Y".repeat(76).concat("\n").repeat(Math.ceil(20e6 / 77));
    await post.submit(at(way), mail(way + "big", {
      fields: id(way + "big") + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
      body: `--b\nContent-Type: text/plain\n\nThe photograph shows how we trusted each other, ${way}bigword.\n\n` +
        `--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\n${attached}--b--\n` }));
  }
  for (const way of ways) {
    await post.arrived_once(way + "plain", way + "störche", way + "longend", way + "dotsmark", way + "bigword");
    assert.match(passages(way + "longend"), new RegExp(`at the end ${way}longend was agreed`));
    assert.match(passages(way + "dotsmark"), /\.\.two .*dots.*\.one dot/);
  }
  assert.equal(post.tangible(["parked"]).stdout, "");
  assert.match(post.log(), /status=sent \(250 2\.0\.0 stored as/);
});

test("mails wait in the queue while the store is locked", { skip, timeout: 900_000 }, async () => {
  await post.lmtp();
  await post.submit(at("lmtp"), mail("beforelock"));
  await post.arrived_once("beforelock");
  const lock = spawn("flock", [join(post.data, "write.lock"), "sleep", "90"], { detached: true, stdio: "ignore" });
  try {
    await new Promise((r) => setTimeout(r, 300));
    for (const way of ways) await post.submit(at(way), mail(way + "locked"));
    assert.match(await post.deferred(at("pipe"), 60), /temporary failure.*another program has been writing/);
    assert.match(await post.deferred(at("lmtp"), 60), /said: 451 /);
  } finally {
    process.kill(-lock.pid, "SIGTERM");
  }
  post.flush();
  await post.arrived_once("pipelocked", "lmtplocked");
});

/// Mounts a disk of 160 MB at the data folder, since the store leaves 64 MB free; returns false where mounting is refused.
function small_disk() {
  const run = spawnSync("mount", ["-t", "tmpfs", "-o", `size=160m,mode=700,uid=${nobody.uid},gid=${nobody.gid}`, "tmpfs", post.data], { encoding: "utf8" });
  if (run.status !== 0) console.error("NOT RUN: a small disk cannot be mounted here; this test says nothing: " + run.stderr);
  return run.status === 0;
}

/// Fills the disk except for a few kB.
function fill(path) {
  const file = openSync(path, "w");
  try {
    for (const size of [1 << 20, 4096]) {
      const block = Buffer.alloc(size, "x");
      try { for (;;) if (writeSync(file, block) < size) break; } catch (e) { if (e.code !== "ENOSPC") throw e; }
    }
  } finally {
    closeSync(file);
  }
  truncateSync(path, statSync(path).size - 8192);
}

test("mails wait in the queue while the disk is full", { skip, timeout: 900_000 }, async (t) => {
  if (!small_disk()) return t.skip("no small disk");
  const settings = (mb) => writeFileSync(join(post.data, "tangible.yaml"), `keep_free_mb: ${mb}\n`);
  const restart = async (mb) => { await post.end_lmtp(); settings(mb); await post.lmtp(); };
  try {
    await restart(0);
    await post.submit(at("lmtp"), mail("beforefull"));
    await post.arrived_once("beforefull");

    await restart(1024);
    for (const way of ways) await post.submit(at(way), mail(way + "full"));
    assert.match(await post.deferred(at("pipe"), 20), /temporary failure.*the disk is nearly full \(keep_free_mb/);
    assert.match(await post.deferred(at("lmtp"), 20), /said: 452 4\.3\.1/);

    fill(join(post.data, "ballast"));  // before the settings let a mail in
    await restart(0);
    const before = post.log().length;
    post.flush();
    await until(() => {
      const log = post.log().slice(before);
      return /pipe\.example\.org.*status=deferred \(temporary failure/.test(log) && /lmtp\.example\.org.*status=deferred .*said: 45[12] /.test(log);
    }, () => "both to be deferred by a disk that is really full: " + post.log().slice(-2000), 30);
    assert.equal(post.queue().length, 2);

    truncateSync(join(post.data, "ballast"), 0);
    post.flush();
    await post.arrived_once("pipefull", "lmtpfull", "beforefull");
  } finally {
    await post.end_lmtp();
    spawnSync("umount", [post.data]);
  }
});

test("a mail that is stored but not acknowledged is delivered again and stays one story", { skip, timeout: 900_000 }, async () => {
  await post.lmtp();
  for (const [word, fields] of [["lostwithid", id("lost")], ["lostwithout", ""]]) {
    const again = {};
    const proxy = await cutting_proxy(post.lmtp_port, () => (again.server = post.end_lmtp("SIGKILL").then(() => post.lmtp())));
    post.send_lmtp_to(proxy.port);
    await post.submit(at("lmtp"), mail(word, { fields }));
    await post.deferred(at("lmtp"), 20);
    await again.server;
    post.flush();
    await post.arrived_once(word);
    proxy.close();
    const mails = proxy.heard.map((said) => said.match(/\r\n(Received:[\s\S]*?\r\n)\.\r\n/)?.[1]).filter(Boolean);
    assert.ok(mails.length >= 2, "Postfix must deliver again");
    for (const one of mails) assert.equal(one, mails[0], "Postfix must deliver the same bytes again by LMTP");
  }
  post.send_lmtp_to(post.lmtp_port);

  for (const [word, fields] of [["killedwithid", id("killed")], ["killedwithout", ""]]) {
    spawnSync("rm", ["-f", join(post.folder, "notes/killed")]);
    await post.submit(at("killed"), mail(word, { fields }));
    await post.deferred(at("killed"), 20);
    post.flush();
    await post.arrived_once(word);
  }
});

test("a mistake in the pipe's settings sends no mail back", { skip, timeout: 900_000 }, async () => {
  for (const [way, said] of [["mistyped", /has no option --chanel/], ["recieve", /there is no command 'recieve'/]]) {
    await post.submit(at(way), mail(way + "word"));
    assert.match(await post.deferred(at(way), 20), said);
    post.script(way, `exec ${join(post.folder, "tangible")} receive\n`);
    post.flush();
    await post.arrived_once(way + "word");
  }
});
