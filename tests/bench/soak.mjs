#!/usr/bin/env node
// Reads the pages of a collection for ten minutes and reports how much the server's memory grows after the first minute:
// more than 2 % is a failure.  "tests/bench/soak.mjs [SECONDS] [READERS]"; the server is build/tangible over the sample collection, on a
// port of this machine.  By default there are twice as many readers as the server has workspaces, so that all of them are
// open after the first minute: with two readers a third workspace opens some minutes later, which looks like a leak.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.TANGIBLE ?? join(root, "build/tangible");
const seconds = Number(process.argv[2] ?? 600), readers = Number(process.argv[3] ?? 8 * cpus().length);
const warm = Math.min(60, seconds / 10), most_growth = 0.02;

const data = mkdtempSync(join(tmpdir(), "tangible-soak-"));
execFileSync(program, ["--data", data, "receive", "--about", join(root, "serve/sample/collection.yaml")], { stdio: "ignore" });
const server = spawn(program, ["--data", data, "serve", "--port", "0"], {
  stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, TANGIBLE_CONNECTIONS_PER_ADDRESS: String(2 * readers) },
});
const base = await new Promise((found) => server.stdout.on("data", (line) => found(String(line).match(/http:\/\/[^/]+/)[0])));
const memory_kb = () => Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]);

const themes = (await (await fetch(base + "/themes.json")).json()).themes.map((t) => "/themes/" + (t.slug ?? t.id.toLowerCase()));
const stories = (await (await fetch(base + "/api/v1/stories?size=100")).json()).hits.map((h) => "/stories/" + h.id);
const searches = ["trust", "council", "money year:2015..2022", '"in the end"', "care -funding", "listen*"].map((q) => "/search?q=" + encodeURIComponent(q));
const paths = ["/", "/tell", "/about", "/themes", "/health", ...themes, ...stories, ...searches, ...searches.map((s) => s.replace("?", ".atom?"))];

let asked = 0, failed = 0;
const began = Date.now(), end = began + seconds * 1000;
async function read_on(from) {
  for (let at = from; Date.now() < end; ++at, ++asked) {
    const reply = await fetch(base + paths[at % paths.length]);
    await reply.arrayBuffer();
    if (reply.status !== 200 && reply.status !== 304) ++failed;
  }
}
const all = Promise.all(Array.from({ length: readers }, (_, n) => read_on(Math.floor((n * paths.length) / readers))));
await new Promise((done) => setTimeout(done, warm * 1000));
const first = memory_kb();
console.log(`${Math.round(warm)} s: ${first} KiB, ${asked} pages`);
await all;
const last = memory_kb(), growth = last / first - 1;
console.log(`${seconds} s: ${last} KiB, ${asked} pages, ${failed} not answered with 200`);
console.log(`growth after the first ${Math.round(warm)} s: ${(growth * 100).toFixed(2)} % (at most ${most_growth * 100} %)`);
server.kill("SIGTERM");
await new Promise((gone) => server.on("exit", gone));
rmSync(data, { recursive: true });
process.exit(growth > most_growth || failed ? 1 : 0);
