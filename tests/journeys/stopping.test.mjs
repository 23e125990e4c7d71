// A server ends within ten seconds of SIGTERM, whatever it is doing; and only one server runs on a folder and on a port.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import net from "node:net";
import { after, test } from "node:test";
import { Site, eventually, load_sample, new_folder, tangible } from "./helpers/site.mjs";

const sites = [];
after(() => Promise.all(sites.map((h) => h.close())));
async function open() {
  const site = await Site.open({ sample: false });
  sites.push(site);
  return site;
}

const parent_of = (pid) => { try { return Number(readFileSync(`/proc/${pid}/stat`, "utf8").match(/\) \S (\d+)/)[1]); } catch { return 0; } };
const children_of = (pid) => readdirSync("/proc").map(Number).filter((p) => p > 0 && parent_of(p) === pid);

async function seconds_to_end(site) {
  const began = Date.now();
  await Promise.race([site.stop(), new Promise((_, late) => setTimeout(late, 20_000, new Error("not within 20 s")).unref())])
    .catch(async (late) => { await site.stop("SIGKILL"); throw late; });
  return (Date.now() - began) / 1000;
}

test("a server with slow connections ends soon after SIGTERM", { timeout: 900_000 }, async () => {
  const site = await open();
  const slow = ["GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "POST /tell HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx", ""]
    .map((bytes) => net.connect(site.port, "127.0.0.1", function () { this.write(bytes); }).on("error", () => {}));
  await new Promise((r) => setTimeout(r, 300));
  const took = await seconds_to_end(site);
  slow.forEach((s) => s.destroy());
  assert.ok(took < 10, `${took} s`);
  assert.equal(site.process.exitCode, 0);
});

test("a server whose confined reader is at work ends soon after SIGTERM", { timeout: 900_000 }, async () => {
  const site = await open();
  const post = (body) => fetch(site.base + "/api/v1/stories?uses=team", { method: "POST", headers: { "content-type": "text/plain" }, body });
  assert.equal((await post("We met in the hall.")).status, 201);
  await site.settled();
  // Its readers are running now, and warm.  They are stopped here, to stand for readers that are busy with a large file.
  const readers = children_of(site.process.pid).flatMap(children_of);
  assert.ok(readers.length > 0, "there must be a reader");
  readers.forEach((pid) => process.kill(pid, "SIGSTOP"));
  assert.equal((await post("They listened to us in the hall.")).status, 201);
  await eventually(async () => (await site.json("/health")).body.unread > 0, "the story with the reader");
  const took = await seconds_to_end(site);
  assert.ok(took < 10, `${took} s`);
  assert.equal(site.process.exitCode, 0);
  await site.serve();
  await eventually(async () => (await site.json("/health")).body.unread === 0, "the story read after the next start");
});

test("a second server on the folder or the port is refused and told which process has it", { timeout: 900_000 }, async () => {
  const site = await open();
  const on_folder = tangible(site.data, ["serve", "--port", "0"], { timeout: 20_000 });
  assert.equal(on_folder.status, 75);
  assert.match(on_folder.stderr, new RegExp(`another server \\(process ${site.process.pid}\\) has the folder`));
  const other = new_folder();
  const on_port = tangible(other, ["serve", "--port", String(site.port)], { timeout: 20_000 });
  assert.equal(on_port.status, 75, on_port.stderr);
  assert.match(on_port.stderr, new RegExp(`cannot listen on 127.0.0.1:${site.port}: process ${site.process.pid} \\(tangible\\) does`));
  // Commands that write take turns with the server.
  load_sample(site.data);
  assert.equal((await site.json("/health")).status, 200);
  // A killed server leaves no lock behind.
  await site.stop("SIGKILL");
  await site.serve();
});
