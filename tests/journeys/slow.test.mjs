// Connections that are idle, slow or greedy do not delay others: beside sixty of each kind, an honest visitor is served
// at once, from the same address and from another.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import net from "node:net";
import { after, before, test } from "node:test";
import { Site, program } from "./helpers/site.mjs";

let site;
before(async () => { site = await Site.open({ sample: true }); await site.settled(); });
after(() => site?.close());

const many = 60;
const head = (method, path, ...lines) => [`${method} ${path} HTTP/1.1`, "Host: localhost", ...lines, "", ""].join("\r\n");
const kinds = {
  idle: () => "",
  "slow headers": () => "GET /about HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
  "slow bodies": () => head("POST", "/tell", "Content-Type: multipart/form-data; boundary=B", "Content-Length: 26000000") + "--B\r\n",
  // Asks for the same large page again and again, and reads none of it.
  "slow readers": () => head("GET", "/search?size=50").repeat(200),
};

/// Opens the connections from one address or from many, and sends a byte a second on each; returns a function that closes them.
function crowd(bytes, from) {
  const sockets = Array.from({ length: many }, (_, i) => {
    const socket = net.connect({ port: site.port, host: "127.0.0.1", localAddress: from(i) });
    socket.on("error", () => {});
    socket.on("connect", () => socket.write(bytes));
    socket.pause();
    return socket;
  });
  const drip = setInterval(() => sockets.forEach((s) => { if (bytes && !s.destroyed && s.writable) s.write("x"); }), 1000);
  return () => { clearInterval(drip); sockets.forEach((s) => s.destroy()); };
}

/// Returns how many milliseconds a whole answer takes over a new connection.
function visit(from, path = "/about") {
  return new Promise((done, failed) => {
    const began = performance.now();
    let got = "";
    const socket = net.connect({ port: site.port, host: "127.0.0.1", localAddress: from });
    socket.setTimeout(20_000, () => { socket.destroy(); failed(new Error("no answer in 20 s")); });
    socket.on("connect", () => socket.write(head("GET", path, "Connection: close")));
    socket.on("data", (d) => (got += d));
    socket.on("error", failed);
    socket.on("close", () => (got.startsWith("HTTP/1.1 200 ") ? done(performance.now() - began) : failed(new Error(got.slice(0, 100) || "closed"))));
  });
}

for (const [kind, make] of Object.entries(kinds))
  for (const [where, from, visitors] of [
    ["one address", () => "127.0.0.1", ["127.0.0.1", "127.0.0.99"]],
    ["many addresses", (i) => `127.0.0.${2 + (i % 90)}`, ["127.0.0.99"]],
  ])
    test(`${many} connections (${kind}) from ${where} keep nobody waiting`, { timeout: 900_000 }, async () => {
      const leave = crowd(make(), from);
      try {
        await new Promise((r) => setTimeout(r, 500));
        for (const visitor of visitors) {
          const took = [];
          for (let i = 0; i < 15; ++i) took.push(await visit(visitor));
          took.sort((a, b) => a - b);
          // A page takes a few milliseconds.  A busy machine may take a hundred times as long; a visitor who had to wait
          // until another is disconnected would wait for ten seconds.
          assert.ok(took.at(-1) < 4000, `${visitor}: ${took.map(Math.round).join(" ")} ms`);
        }
      } finally {
        leave();
      }
    });

const server_kB = () => Number(readFileSync(`/proc/${site.process.pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/)[1]);

test("a body that is announced but never sent takes no memory", { timeout: 900_000 }, async () => {
  const before = server_kB();
  const leave = crowd(kinds["slow bodies"](), (i) => `127.0.0.${2 + (i % 90)}`);
  await new Promise((r) => setTimeout(r, 1500));
  const grew = (server_kB() - before) / 1024;
  leave();
  assert.ok(grew < 64, `${many} bodies of 26 MB took ${grew} MiB`);
});

/// Returns everything that comes until the server ends the connection or the time is over.
function talk(bytes, { then = "", wait_ms = 20_000 } = {}) {
  return new Promise((done) => {
    let got = "";
    const socket = net.connect(site.port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(wait_ms, () => socket.destroy());
    socket.on("data", (d) => { got += d; if (then && got.includes("100 Continue")) { socket.write(then); then = ""; } });
    socket.on("error", () => {});
    socket.on("close", () => done(got));
  });
}

test("requests that are sent together are answered in order", async () => {
  const got = await talk(head("GET", "/about") + head("HEAD", "/about") + head("GET", "/static/style.css") + head("GET", "/nothing") + head("GET", "/about"));
  const types = [...got.matchAll(/^HTTP\/1\.1 (\d+)[^]*?^Content-Type: ([^;\r]+)/gm)].map((m) => [m[1], m[2]]);
  assert.deepEqual(types, [["200", "text/html"], ["200", "text/html"], ["200", "text/css"], ["404", "text/html"]], "an error must end the connection");
});

test("a client that asks first is told to continue, or that the body is too large", async () => {
  const page = await (await fetch(site.base + "/tell/all")).text();
  const token = page.match(/name="token" value="([^"]+)"/)[1];
  const part = (name, value) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = part("token", token) + part("story", "They asked before they came in.") + part("uses", "team") + part("end", "complete") + "--B--\r\n";
  const asks = (path, length) => head("POST", path, "Expect: 100-continue", "Connection: close", "Content-Type: multipart/form-data; boundary=B", `Content-Length: ${length}`);
  assert.match(await talk(asks("/tell", body.length), { then: body }), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 303 /);
  assert.match(await talk(asks("/tell", 99_000_000)), /^HTTP\/1\.1 413 /);
  assert.match(await talk(asks("/nothing", 10)), /^HTTP\/1\.1 404 /);
});

test("the server answers only to its own host names", async () => {
  const asked = (host) => talk(`GET /search.atom HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  assert.match(await asked(`127.0.0.1:${site.port}`), /^HTTP\/1\.1 200 /);
  assert.match(await asked("localhost"), /^HTTP\/1\.1 200 /);
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "10.9.8.7"]) {
    const got = await asked(host);
    assert.match(got, /^HTTP\/1\.1 421 /, host);
    assert.ok(!got.includes(host), "the answer must not repeat the name");
  }
});

test("twenty idle mail connections do not keep a mail out", { timeout: 900_000 }, async () => {
  const lmtp = spawn(program, ["--data", site.data, "lmtp", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((done) => lmtp.stdout.on("data", (d) => { const m = String(d).match(/inet:[\d.]+:(\d+)/); if (m) done(Number(m[1])); }));
  const idle = Array.from({ length: 20 }, () => net.connect(port, "127.0.0.1").on("error", () => {}));
  try {
    await new Promise((r) => setTimeout(r, 500));
    const got = await new Promise((done) => {
      let all = "";
      const socket = net.connect(port, "127.0.0.1", () => socket.write(
        "LHLO h\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: On the bus\r\n\r\nThe driver joined in.\r\n.\r\nQUIT\r\n"));
      socket.setTimeout(15_000, () => socket.destroy());
      socket.on("data", (d) => (all += d));
      socket.on("error", () => {});
      socket.on("close", () => done(all));
    });
    assert.match(got, /250 2\.0\.0 stored as /);
  } finally {
    idle.forEach((s) => s.destroy());
    const ended = new Promise((done) => lmtp.once("exit", done));
    lmtp.kill("SIGTERM");
    assert.equal(await ended, 0);
  }
});
