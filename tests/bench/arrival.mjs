#!/usr/bin/env node
// How soon a story can be found after somebody sent it.  Twenty connections send stories over HTTP to the real server,
// each connection the next story as soon as the one before is acknowledged.  For one story after another it measures how
// long after its acknowledgement a search first finds it, by a word that no other story has.
// Usage: tests/bench/arrival.mjs DATA, a data folder with an index (build/reindex_bench --data makes one), which grows.
// BUILD names the build folder (default: build), SECONDS how long they send (10), PAUSE_MS how long a sender waits (0).
import { spawn } from "node:child_process";
import http from "node:http";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const senders = 20, watchers = 4, poll_ms = 20, patience_ms = 60_000;
const seconds = Number(process.env.SECONDS ?? 10), pause_ms = Number(process.env.PAUSE_MS ?? 0);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function served() {
  const server = spawn(join(process.env.BUILD ?? join(root, "build"), "tangible"),
    ["--data", process.argv[2], "serve", "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, TANGIBLE_STORIES_PER_HOUR: "1000000", TANGIBLE_CONNECTIONS_PER_ADDRESS: "100" },
    });
  let out = "";
  for await (const some of server.stdout) {
    const address = (out += some).match(/http:\/\/[\d.]+:\d+/);
    if (address) return { server, address: address[0] };
  }
  throw new Error("no server");
}

// Texts from fewer words than a language has, each with one word of its own.
const syllables = "ba da fi go ka lu me no pa re si tu va we zo".split(" ");
const pick = (list) => list[Math.floor(Math.random() * list.length)];
const word = (length) => Array.from({ length }, () => pick(syllables)).join("");
const common = Array.from({ length: 5000 }, () => word(2 + Math.floor(Math.random() * 3)));
const told = (own) => `${own} ` + Array.from({ length: 300 }, (_, i) => pick(common) + (i % 12 === 11 ? "." : "")).join(" ");

const agent = new http.Agent({ keepAlive: true, maxSockets: senders + watchers });
function ask(url, method = "GET", body = "") {
  return new Promise((done, failed) => {
    const request = http.request(url, { method, agent, headers: { "content-type": "text/plain" } }, (answer) => {
      let text = "";
      answer.on("data", (some) => (text += some)).on("end", () => done({ status: answer.statusCode, text }));
    });
    request.on("error", failed).end(body);
  });
}

const { server, address } = await served();
const acknowledgements = [], found = [], failures = [];
const waiting = [];  // acknowledged and not watched yet; only the newest will be watched
const end = performance.now() + 1000 * seconds;

async function send(nth) {
  for (let k = 0; performance.now() < end; ++k) {
    const own = `q${nth}x${k}x${process.pid}`, before = performance.now();
    const answer = await ask(`${address}/api/v1/stories?uses=team&uses=publish&filename=${own}.txt`, "POST", told(own));
    const at = performance.now();
    if (answer.status !== 201) failures.push(`sending gave ${answer.status}`);
    acknowledgements.push(at - before);
    waiting.push({ own, at });
    if (pause_ms) await sleep(pause_ms);
  }
}

async function watch() {
  while (performance.now() < end || waiting.length) {
    const story = waiting.pop();
    waiting.length = 0;
    if (!story) { await sleep(1); continue; }
    for (;;) {
      const answer = await ask(`${address}/api/v1/stories?q=${story.own}`);
      if (JSON.parse(answer.text).stories === 1) break;
      if (performance.now() - story.at > patience_ms) { failures.push("not found"); break; }
      await sleep(poll_ms);
    }
    found.push(performance.now() - story.at);
  }
}

const line = (name, all) => {
  all.sort((a, b) => a - b);
  const at = (share) => all[Math.min(all.length - 1, Math.floor(share * all.length))]?.toFixed(0);
  console.log(`${name}: ${all.length}, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms`);
};
await Promise.all([...Array.from({ length: senders }, (_, n) => send(n)), ...Array.from({ length: watchers }, watch)]);
line("acknowledged", acknowledgements);
line("acknowledged to found", found);
for (const failure of new Set(failures)) console.log(failure);
agent.destroy();
server.kill();
