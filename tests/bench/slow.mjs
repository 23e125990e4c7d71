#!/usr/bin/env node
// How long an honest visitor waits beside connections that are idle or slow: 500 of each kind, from one address and from
// 250, that connect again when the server closes them.  The visitor asks for a page over a new connection each time, from
// the same address and from another.
// Usage: tests/bench/slow.mjs DATA, a data folder with an index.  BUILD names the build folder (default: build), MANY the
// number of connections (500), SECONDS how long each kind is measured (10).
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import net from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const many = Math.min(Number(process.env.MANY ?? 500), 900), seconds = Math.min(Number(process.env.SECONDS ?? 10), 120);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const server = spawn(join(process.env.BUILD ?? join(root, "build"), "tangible"),
  ["--data", process.argv[2], "serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const port = await new Promise((done) => {
  let out = "";
  server.stdout.on("data", (d) => { const m = (out += d).match(/http:\/\/[\d.]+:(\d+)/); if (m) done(Number(m[1])); });
});

const head = (method, path, ...lines) => [`${method} ${path} HTTP/1.1`, "Host: localhost", ...lines, "", ""].join("\r\n");
const kinds = {
  none: null,
  idle: "",
  "slow heads": "GET /about HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
  "slow bodies": head("POST", "/tell", "Content-Type: multipart/form-data; boundary=B", "Content-Length: 26000000") + "--B\r\n",
  "slow readers": head("GET", "/search?size=50").repeat(100),
};

function crowd(bytes, from) {
  let over = bytes === null;
  const sockets = new Set();
  const come = (i) => {
    if (over) return;
    const socket = net.connect({ port, host: "127.0.0.1", localAddress: from(i) }, () => socket.write(bytes));
    sockets.add(socket);
    socket.pause();
    socket.on("error", () => {});
    socket.on("close", () => { sockets.delete(socket); setTimeout(come, 500 + 500 * Math.random(), i); });
  };
  for (let i = 0; i < many; ++i) come(i);
  const drip = setInterval(() => sockets.forEach((s) => {
    if (bytes && s.writable) s.write("x");
    if (s.readableLength === 0 && !s.isPaused()) s.pause();
  }), 1000);
  return () => { over = true; clearInterval(drip); sockets.forEach((s) => s.destroy()); };
}

function visit(from) {
  return new Promise((done) => {
    const began = performance.now();
    let got = "";
    const socket = net.connect({ port, host: "127.0.0.1", localAddress: from });
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on("connect", () => socket.write(head("GET", "/about", "Connection: close")));
    socket.on("data", (d) => (got += d));
    socket.on("error", () => {});
    socket.on("close", () => done(got.startsWith("HTTP/1.1 200 ") ? performance.now() - began : null));
  });
}

const rss = () => Math.round(Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/)[1]) / 1024);
const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);

for (const [kind, bytes] of Object.entries(kinds))
  for (const [where, from] of [["one address", () => "127.0.0.1"], ["250 addresses", (i) => `127.0.1.${1 + (i % 250)}`]])
    for (const [visitor, address] of [["same", "127.0.0.1"], ["other", "127.0.0.9"]]) {
      if (visitor === "same" && where !== "one address") continue;
      const leave = crowd(bytes, from);
      await sleep(1000);
      const took = [];
      let failed = 0, most = 0;
      const until = performance.now() + seconds * 1000;
      while (performance.now() < until) {
        const ms = await visit(address);
        ms === null ? ++failed : took.push(ms);
        most = Math.max(most, rss());
        await sleep(20);
      }
      leave();
      took.sort((a, b) => a - b);
      console.log(JSON.stringify({ kind, where, visitor, visits: took.length, failed, p50_ms: at(took, 0.5), p99_ms: at(took, 0.99), rss_mb: most }));
      await sleep(500);
    }
server.kill("SIGTERM");
