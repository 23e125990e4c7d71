// What outsiders can do with a socket: each case has one right answer, and none stores anything.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Site, patience, tangible } from "./helpers/site.mjs";

let site;
before(async () => {
  site = await Site.open({ sample: false });
  // The server writes the time into the store once it has caught up.
  for (let was; was !== (was = stories()); ) await new Promise((r) => setTimeout(r, 1000));
});
after(() => site?.close());

/// Sends raw bytes and ends our side; returns the status of the first answer (0: closed without one) and the number of answers.
function raw(bytes, { end = true, wait_ms = 15_000 } = {}) {
  return new Promise((done) => {
    let got = "";
    const socket = net.connect(site.port, "127.0.0.1", () => { socket.write(bytes); if (end) socket.end(); });
    const finish = () => done({ status: Number(got.match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0), answers: got.split("HTTP/1.1 ").length - 1, got });
    socket.setTimeout(wait_ms, () => { socket.destroy(); finish(); });
    socket.on("data", (d) => (got += d));
    socket.on("close", finish);
    socket.on("error", () => {});
  });
}

const head = (method, path, ...lines) => [`${method} ${path} HTTP/1.1`, "Host: localhost", "Connection: close", ...lines, "", ""].join("\r\n");
/// Returns a hash of the store, which changes with every row that is stored, read or not.
const stories = () => {
  const hash = createHash("sha256");
  for (const file of ["store.sqlite", "store.sqlite-wal"]) if (existsSync(join(site.data, file))) hash.update(readFileSync(join(site.data, file)));
  return hash.digest("hex");
};

async function form_body(story) {
  const page = await (await fetch(site.base + "/tell/all")).text();
  const token = page.match(/name="token" value="([^"]+)"/)[1];
  const part = (name, value) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return part("token", token) + part("story", story) + part("uses", "team") + part("uses", "publish") + part("end", "complete") + "--B--\r\n";
}
const post = (body, length = Buffer.byteLength(body)) =>
  head("POST", "/tell", "Content-Type: multipart/form-data; boundary=B", `Content-Length: ${length}`) + body;

const cases = [
  ["no length", head("POST", "/tell", "Content-Type: text/plain") + "x", 411],
  ["two lengths", head("POST", "/tell", "Content-Length: 1", "Content-Length: 2") + "xx", 400],
  ["length and chunks", head("POST", "/tell", "Content-Length: 1", "Transfer-Encoding: chunked") + "0\r\n\r\n", 400],
  ["chunks", head("POST", "/tell", "Transfer-Encoding: chunked") + "0\r\n\r\n", 411],
  ["negative length", head("POST", "/tell", "Content-Length: -1") + "x", 400],
  ["a length in words", head("POST", "/tell", "Content-Length: many") + "x", 400],
  ["an empty length", head("POST", "/tell", "Content-Length: ") + "x", 400],
  ["two lengths in one header", head("POST", "/tell", "Content-Length: 1, 1") + "x", 400],
  ["too large", head("POST", "/tell", "Content-Length: 999999999"), 413],
  ["a body too large for a small form", head("POST", "/sign-in", "Content-Length: 5000000"), 413],
  ["a body with GET", head("GET", "/", "Content-Length: 5") + "hello", 400],
  ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  // Nobody decodes it, so it is plain text like any other.
  ["control bytes in an encoded word", head("GET", "/about", "X-T: =?utf-8?Q?a=0D=0AInjected:=20yes?="), 200],
  ["a folded header", head("GET", "/", "X-T: a\r\n b"), 400],
  ["a bare line feed", "GET / HTTP/1.1\nHost: localhost\n\n", 400],
  ["a host that is not ours", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421],
  ["HTTP/2.0 in words", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505],
  ["unknown path", head("GET", "/nothing"), 404],
  ["unknown method", head("DELETE", "/tell"), 405],
  ["path traversal", head("GET", "/static/..%2f..%2f..%2fetc%2fpasswd"), 404],
  ["path traversal, plain", head("GET", "/static/../../etc/passwd"), 404],
];

for (const [what, bytes, status] of cases)
  test(`${what} is answered ${status}`, async () => {
    const before = await stories();
    const answer = await raw(bytes);
    assert.equal(answer.status, status, answer.got.slice(0, 200));
    assert.equal(answer.answers, status ? 1 : 0, "the rest must not be taken for a second request");
    assert.doesNotMatch(answer.got, /^Injected:/m);
    assert.equal(await stories(), before);
  });

test("a method that a path does not allow is answered with those that it allows", async () => {
  for (const [method, path, allowed] of [["DELETE", "/tell", "GET, HEAD, POST"], ["PUT", "/search.csv", "GET, HEAD"], ["GET", "/manage/abc/withdraw", "POST"]]) {
    const { status, got } = await raw(head(method, path, ...(method === "PUT" ? ["Content-Length: 0"] : [])));
    assert.equal(status, 405);
    assert.match(got, new RegExp(`^Allow: ${allowed}\r$`, "m"));
  }
});

test("only a site that is reached by https sends Strict-Transport-Security", async () => {
  const secure = await Site.open({ sample: false, env: { TANGIBLE_BASE_URL: "https://stories.example.org" } });
  try {
    assert.match((await fetch(secure.base + "/about")).headers.get("strict-transport-security"), /^max-age=\d{8}$/);
    assert.equal((await fetch(site.base + "/about")).headers.get("strict-transport-security"), null);
  } finally {
    await secure.close();
  }
});

test("a whole form is stored, and a form cut at any place is not", async () => {
  const body = await form_body("Nobody cut this story short.");
  const before = await stories();
  for (let cut = 0; cut < body.length; cut += Math.ceil(body.length / 25)) {
    const answer = await raw(post(body.slice(0, cut), Buffer.byteLength(body)), { wait_ms: 4000 });
    assert.ok([0, 400].includes(answer.status), `cut at ${cut}: ${answer.status}`);
    // As from a client that miscounts: the length is right, but the form is not whole.
    const lying = await raw(post(body.slice(0, cut)));
    assert.ok([400].includes(lying.status), `short form of ${cut}: ${lying.status}`);
  }
  assert.equal(await stories(), before, "nothing must be stored");
  assert.equal((await raw(post(body))).status, 303);
  assert.notEqual(await stories(), before);
});

test("a request cut within its headers is not acted on", async () => {
  const answer = await raw("POST /tell HTTP/1.1\r\nHost: localhost\r\nContent-Le");
  assert.ok([0, 400, 411].includes(answer.status));
});

test("slow clients are disconnected, and others are served meanwhile", async () => {
  const slow = [];
  for (let i = 0; i < 20; ++i) slow.push(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", { end: false, wait_ms: 20_000 }));
  const began = Date.now();
  assert.equal((await fetch(site.base + "/about")).status, 200);
  assert.ok(Date.now() - began < 2000 * patience(), "others must be served at once");
  await Promise.all(slow);
  assert.ok(Date.now() - began < 19_000, "the server must close the slow connections");
});

test("story text is shown as text", async () => {
  const nasty = `<script>alert(1)</script><img src=x onerror=alert(2)> {{constructor}} ‮evil "quoted" 'single' &amp;`;
  const page = await site.visitor({ scripts: true });
  let ran = false;
  page.on("dialog", (d) => { ran = true; d.dismiss(); });
  await page.goto("/tell/all");
  await page.getByLabel("Give your story a name").fill(nasty);
  await page.getByLabel("What happened?").fill(nasty + " We kept turning up.");
  for (const use of ["team", "count", "publish", "quote"]) await page.locator("#uses-" + use).check();
  await page.getByRole("button", { name: "Send my story" }).click();
  const reference = await page.locator(".reference").innerText();
  await site.settled();
  for (const path of ["/search?q=evil", `/stories/${reference}`, "/search?q=" + encodeURIComponent(nasty), "/themes/rel.presence", "/"]) {
    const answer = await page.goto(path);
    const html = await answer.text();
    assert.doesNotMatch(html, /<script>alert|<img src=x/, path);
  }
  assert.equal(ran, false);
  const csv = await (await fetch(site.base + "/search.csv?q=evil")).text();
  assert.doesNotMatch(csv, /(^|,)"?[=+@]/m);
});

test("the mail pipe prints nothing, and ends with 0 when a mail is stored and 75 when there is no store", async () => {
  const mail = "From: a@example.org\r\nSubject: On the bus\r\n\r\nThe driver joined in.\r\n";
  const stored = tangible(site.data, ["receive"], { input: mail });
  assert.deepEqual([stored.status, stored.stdout], [0, ""]);
  const again = tangible(site.data, ["receive"], { input: mail });
  assert.deepEqual([again.status, again.stdout], [0, ""]);
  const nowhere = tangible("/proc/no-such-place", ["receive"], { input: mail });
  assert.equal(nowhere.stdout, "");
  assert.equal(nowhere.status, 75);
});
