// A site for a journey: a data folder of its own, the program, a server on a free port and a browser.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, existsSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const program = process.env.TANGIBLE ?? join(root, "build/tangible");
export const corpora = process.env.TANGIBLE_CORPORA ?? resolve(root, "../shared/corpora");

// Most journeys are about what others read, so their stories wait for no moderator; moderation.test.mjs sets it otherwise.
process.env.TANGIBLE_MODERATION ??= "none";

export function missing_corpora() {
  if (existsSync(join(corpora, "README.md"))) return false;
  console.error("NOT RUN: the real inputs are not at TANGIBLE_CORPORA; this test says nothing");
  return "real inputs are absent";
}

/// How many times longer than on a quiet machine anything may take now: the number of running programs per core.
export function patience() {
  return Math.min(20, Math.max(1, loadavg()[0] / cpus().length));
}

/// The server closes idle connections, perhaps just as Node uses one again: a GET is then sent once more.
const ask = globalThis.fetch;
globalThis.fetch = async (address, options) => {
  try {
    return await ask(address, options);
  } catch (e) {
    const rested = e.cause?.code === "ECONNRESET" || (e.cause?.code === "UND_ERR_SOCKET" && e.cause.socket?.bytesRead === 0);
    if (!rested || (options?.method ?? "GET") !== "GET") throw e;
    return ask(address, options);
  }
};

export function new_folder() {
  return mkdtempSync(join(tmpdir(), "tangible-journey-"));
}

/// Runs the program to its end; returns {status, stdout, stderr}.
export function tangible(data, words, options = {}) {
  return spawnSync(program, ["--data", data, ...words], { encoding: "utf8", maxBuffer: 1 << 28, ...options });
}

export function load_sample(data) {
  const run = tangible(data, ["receive", "--about", join(root, "serve/sample/collection.yaml")]);
  if (run.status !== 0) throw new Error("the sample did not load: " + run.stderr);
  return run;
}

export class Site {
  static async open({ sample = true, env = {} } = {}) {
    const site = new Site();
    site.data = new_folder();
    if (sample) load_sample(site.data);
    await site.serve(env);
    return site;
  }

  async serve(env = {}) {
    this.process = spawn(program, ["--data", this.data, "serve", "--port", "0"], {
      env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"],
    });
    this.log = this.printed = "";
    this.process.stderr.on("data", (d) => (this.log += d));
    this.base = await new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error("no server after 120 s: " + this.log)), 120_000);
      this.process.on("exit", (code) => failed(new Error(`the server ended with ${code}: ${this.log}`)));
      this.process.stdout.on("data", (d) => {
        this.printed += d;
        const m = this.printed.match(/http:\/\/[\d.]+:(\d+)\//);
        if (m) { clearTimeout(timer); this.port = Number(m[1]); done(m[0].slice(0, -1)); }
      });
    });
  }

  async stop(signal = "SIGTERM") {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill(signal);
    await ended;
  }

  async close() {
    await this.browser?.close();
    if (this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  /// Returns a page in a fresh browser context; scripts are off unless asked for.
  async visitor({ scripts = false, width = 1280, ...more } = {}) {
    this.browser ??= await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    });
    const context = await this.browser.newContext({ javaScriptEnabled: scripts, viewport: { width, height: 800 }, baseURL: this.base, ...more });
    context.setDefaultTimeout(120_000);
    return context.newPage();
  }

  account(name, password, role = "coder") {
    const run = tangible(this.data, ["account", "add", name, "--role", role], { input: password + "\n" });
    if (run.status !== 0) throw new Error(run.stderr);
  }

  /// Returns a page that is signed in to this account.
  async signed_in(name, password, how = {}) {
    const page = await this.visitor(how);
    await page.goto("/sign-in");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password").fill(password);
    await press(page.getByRole("button", { name: "Sign in" }));
    await page.getByRole("heading", { name: /^(Coding desk|Moderation)$/ }).waitFor();
    return page;
  }

  async json(path) {
    const answer = await fetch(this.base + path);
    return { status: answer.status, body: await answer.json() };
  }

  /// Waits until the index has caught up with the store.
  async settled() {
    for (let i = 0; i < 600; ++i) {
      const { body } = await this.json("/health");
      if (body.unread === 0 && body.behind === 0) return body;
      await new Promise((r) => setTimeout(r, 100));
    }
    throw new Error("the index did not follow the store within 60 s");
  }
}

/// Presses a form's button and waits for the page that follows: a page that is reloaded too early never sends its form.
export async function press(button) {
  const answered = button.page().waitForNavigation();
  await button.click();
  await answered;
}

/// On the desk's page of a story, gives the first sentence the theme with this place in the codebook, from 0.
export async function add_theme(page, theme) {
  const label = await page.locator("#themes option").nth(theme).getAttribute("value");
  await page.getByLabel("Theme", { exact: true }).fill(label);
  await press(page.getByRole("button", { name: "Add", exact: true }));
}

/// Calls `ask` until it returns a value that is not false, for at most a minute; returns that value.
export async function eventually(ask, what, seconds = 60) {
  for (let i = 0; i < 10 * seconds; ++i) {
    const got = await ask();
    if (got) return got;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}
