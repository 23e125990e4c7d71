// A site behind a real nginx: each visitor has limits of their own, and nobody can pose as somebody else.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { Site, new_folder } from "./helpers/site.mjs";
import { ask, open_nginx } from "./helpers/nginx.mjs";

const stories_an_hour = 2, right = "correct horse battery";
let site, nginx;
before(async () => {
  site = new Site();
  site.data = new_folder();
  await site.serve({ TANGIBLE_TRUSTED_PROXIES: "127.0.0.1 ::1", TANGIBLE_STORIES_PER_HOUR: String(stories_an_hour) });
  site.account("river", right, "admin");
  assert.ok(existsSync("/usr/sbin/nginx"), "install the package nginx");
  nginx = await open_nginx(site.port);
});
after(async () => { await nginx?.stop(); await site?.close(); });

async function tell(port, from, words, { token, headers = {} } = {}) {
  token ??= (await ask(port, from, "/tell/all")).body.match(/name="token" value="([^"]+)"/)[1];
  const part = (name, value) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = '--B\r\nContent-Disposition: form-data; name="files"; filename="story.txt"\r\n\r\nIn a file.\r\n';
  const body = part("token", token) + part("title", "Of " + words) + part("story", words) + part("place", "Leeds & Hull") + part("role", "volunteer") +
    part("uses", "team") + part("uses", "publish") + file + part("end", "complete") + "--B--\r\n";
  return ask(port, from, "/tell", { method: "POST", headers: { "content-type": "multipart/form-data; boundary=B", ...headers }, body });
}

async function sign_in(from, password, headers = {}) {
  const token = (await ask(nginx.port, from, "/sign-in")).body.match(/name="token" value="([^"]+)"/)[1];
  return ask(nginx.port, from, "/sign-in", {
    method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ token, name: "river", password }).toString(),
  });
}

test("34 tellers behind one proxy can all send a story", async () => {
  for (let n = 1; n <= 34; ++n) assert.equal((await tell(nginx.port, `127.0.1.${n}`, `Story number ${n}.`)).status, 303, `teller ${n}`);
});

test("a teller who sends too many stories keeps every word and reads when to send again", async () => {
  for (let n = 1; n <= stories_an_hour; ++n) assert.equal((await tell(nginx.port, "127.0.2.1", `One of many, ${n}.`)).status, 303);
  const refused = await tell(nginx.port, "127.0.2.1", "We shared <one> kettle.");
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers["retry-after"]) > 0 && Number(refused.headers["retry-after"]) <= 3600);
  for (const kept of [/<textarea[^>]*>\n?We shared &lt;one&gt; kettle\.<\/textarea>/, /value="Of We shared &lt;one&gt; kettle\."/, /value="Leeds &amp; Hull"/,
    /value="volunteer" selected/, /id="uses-publish"[^>]* checked/, /Please choose your file again/, /send them again in \d+ minutes/])
    assert.match(refused.body, kept);
  assert.equal((await tell(nginx.port, "127.0.2.2", "From the next chair.")).status, 303);
});

test("a forged header does not give a visitor somebody else's limits", async () => {
  for (let n = 1; n <= stories_an_hour; ++n) await tell(nginx.port, "127.0.3.1", `Before, ${n}.`);
  for (const headers of [{ "x-forwarded-for": "127.0.3.9" }, { forwarded: "for=127.0.3.9" }, { "x-forwarded-for": "127.0.3.9", forwarded: "for=127.0.3.9" }])
    assert.equal((await tell(nginx.port, "127.0.3.1", "Again.", { headers })).status, 429, JSON.stringify(headers));
  // Without the proxy: a client that connects directly is not trusted.
  for (let n = 1; n <= stories_an_hour; ++n) assert.equal((await tell(site.port, "127.0.4.1", `Straight, ${n}.`)).status, 303);
  assert.equal((await tell(site.port, "127.0.4.1", "Straight again.", { headers: { "x-forwarded-for": "127.0.4.9" } })).status, 429);
});

test("one form sends ten stories and no more", async () => {
  const token = (await ask(nginx.port, "127.0.5.1", "/tell/all")).body.match(/name="token" value="([^"]+)"/)[1];
  const statuses = [];
  for (let n = 1; n <= 11; ++n) statuses.push((await tell(nginx.port, `127.0.5.${n}`, `By one form, ${n}.`, { token })).status);
  assert.deepEqual(statuses, [...Array(10).fill(303), 429]);
});

test("a stranger's wrong passwords lock nobody else out", async () => {
  const strangers = [];
  for (let n = 0; n < 14; ++n) strangers.push((await sign_in("127.0.6.1", "wrong wrong wrong", { "x-forwarded-for": `127.0.6.${n + 10}` })).status);
  assert.deepEqual(strangers, [...Array(5).fill(403), ...Array(9).fill(429)]);
  const mine = await sign_in("127.0.6.2", right);
  assert.equal(mine.status, 303);
  const device = mine.headers["set-cookie"].find((c) => c.startsWith("tangible-device=")).split(";")[0];
  assert.equal((await sign_in("127.0.6.1", right)).status, 429, "from the stranger's own address everybody waits");
  assert.equal((await sign_in("127.0.6.1", right, { cookie: device })).status, 303, "unless the browser signed in before");
});

test("the log names visitors and not the proxy", async () => {
  const events = site.log.split("\n").filter(Boolean).map((line) => JSON.parse(line)).filter((e) => e.level === "event");
  assert.ok(events.some((e) => e.what === "sign_in_failed" && e.account === "river" && e.address === "127.0.6.1"));
  assert.ok(events.some((e) => e.what === "sign_in" && e.account === "river" && e.address === "127.0.6.2"));
  assert.ok(events.some((e) => e.what === "story_refused" && e.address === "127.0.2.1"));
  assert.ok(!events.some((e) => e.address === "127.0.0.1"));
});
