// A search is saved, read as a feed by a feed reader's parser, and followed by mail: requested, confirmed, received and stopped.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parseAtomFeed } from "feedsmith";
import { Site, eventually, new_folder, press, program } from "./helpers/site.mjs";
import { open_relay } from "./helpers/relay.mjs";

let site, relay, relayed, saved;

before(async () => {
  relay = await open_relay();
  relayed = relay.relayed;
  site = new Site();
  site.data = new_folder();
  writeFileSync(join(site.data, "tangible.yaml"), `name: Straeon y Bryn
mail_from: tell@stories.example
base_url: http://stories.example
relay: ${relay.url}
`);
  await site.serve();
  site.account("river", "correct horse battery");
  await tell("Painting", "We painted the quokkahall together on Sundays.", ["team", "count", "publish"]);
});
after(async () => { await site?.close(); relay?.close(); });

async function tell(title, text, uses) {
  const address = new URLSearchParams([["title", title], ...uses.map((use) => ["uses", use])]);
  const answer = await fetch(`${site.base}/api/v1/stories?${address}`, { method: "POST", headers: { "content-type": "text/plain" }, body: text });
  assert.equal(answer.status, 201);
  await site.settled();
  return (await answer.json()).reference;
}

/// The relay runs in this process, which must therefore not block while it waits for the program.
async function digest() {
  const run = spawn(program, ["--data", site.data, "digest", "run"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  run.stderr.on("data", (words) => (said += words));
  assert.equal(await new Promise((done) => run.once("exit", done)), 0, said);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
async function no_barriers(page, what) {
  const found = await page.evaluate(`${axe}; axe.run(document).then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.failureSummary)))`);
  assert.deepEqual(found, [], what);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${what}.png`, fullPage: true });
}

test("a search can be saved and renamed, and everybody can open its address", async () => {
  const page = await site.signed_in("river", "correct horse battery");
  await page.goto("/search?q=quokkahall&sort=newest");
  await page.getByLabel("Name").fill("The hall");
  await press(page.getByRole("button", { name: "Save this search" }));
  await page.getByRole("heading", { level: 1, name: "The hall" }).waitFor();
  saved = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Saved searches" }).click();
  await page.getByText("Rename or delete").click();
  await page.getByLabel("Name").fill("Our hall – gŵyl");
  await press(page.getByRole("button", { name: "Rename" }));
  const visitor = await site.visitor();
  await visitor.goto(saved);
  assert.match(await visitor.locator("h1").innerText(), /Our hall – gŵyl/);
  assert.equal(await visitor.locator("ol.hits > li").count(), 1);
  assert.equal((await fetch(site.base + "/saved")).status, 401);
  assert.equal((await fetch(site.base + saved + "/delete", { method: "POST" })).status, 401);
});

test("its feed is Atom, gives 304 when nothing has changed, and reveals no hidden story", async () => {
  for (const path of [saved, "/search?q=quokkahall"]) {
    const html = await (await fetch(site.base + path)).text();
    const where = html.match(/<link rel="alternate" type="application\/atom\+xml" title="[^"]*" href="([^"]*)"/)[1].replaceAll("&amp;", "&");
    const answer = await fetch(site.base + where), xml = await answer.text();
    assert.match(answer.headers.get("content-type"), /^application\/atom\+xml/);
    const feed = parseAtomFeed(xml), [entry] = feed.entries;
    assert.equal(feed.entries.length, 1);
    assert.match(feed.title.value, path === saved ? /gŵyl/ : /quokkahall/);
    assert.equal(feed.links.find((l) => l.rel === "self").href, "http://stories.example" + where);
    assert.equal(feed.links.find((l) => l.rel === "alternate").href, "http://stories.example" + where.replace(".atom", ""));
    assert.equal(feed.authors[0].name, "Straeon y Bryn");
    for (const it of [feed, entry]) {
      assert.match(it.id, /^urn:uuid:[0-9a-f-]{36}$/);
      assert.ok(Math.abs(Date.parse(it.updated) - Date.now()) < 600_000, it.updated);
    }
    assert.equal(entry.title.value, "Painting");
    assert.match(entry.summary.value, /painted the quokkahall/);
    assert.equal((await fetch(entry.links[0].href.replace("http://stories.example", site.base))).status, 200);

    const known = { headers: { "if-none-match": answer.headers.get("etag") } };
    const again = await fetch(site.base + where, known);
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
    await tell("Hidden", `The quokkahall had a wombatcellar, says ${path}.`, ["team", "count"]);
    assert.equal((await fetch(site.base + where, known)).status, 304, "a hidden story must not change the feed");
  }
});

test("mails are requested, confirmed, sent when something is new, and stopped with one click", async () => {
  const page = await site.visitor({ scripts: true });
  await page.goto(saved);
  await page.getByLabel("Your email address").fill("ann at home");
  await press(page.getByRole("button", { name: "Ask for emails" }));
  await page.getByText("Enter one complete email address").waitFor();
  await no_barriers(page, "a wrong address");
  await page.getByLabel("Your email address").fill("Ann@home.example");
  await press(page.getByRole("button", { name: "Ask for emails" }));
  await page.getByText("Please check your mailbox").waitFor();
  const [{ mail: question }] = await eventually(() => relayed.length && relayed, "the mail that asks for confirmation");
  assert.equal(question.to.value[0].address, "ann@home.example");
  const link = question.text.match(/http:\/\/stories\.example(\/digest\/[0-9a-f]+)/)[1];
  await page.goto(link);
  await no_barriers(page, "a question");
  await press(page.getByRole("button", { name: "Yes, send me these emails" }));
  await page.getByRole("heading", { name: "You get emails" }).waitFor();
  await no_barriers(page, "a subscription");

  await digest();
  assert.equal(relayed.length, 1, "no digest without new stories");
  const news = await tell("Keys", "The numbatkeys of the quokkahall went round.", ["team", "count", "publish"]);
  await tell("Secret keys", "The bilbykeys of the quokkahall went round.", ["team", "count"]);
  await digest();
  const [, { mail }] = await eventually(() => relayed.length > 1 && relayed, "the digest");
  assert.equal(mail.subject, "1 new story: Our hall – gŵyl");
  assert.match(mail.text, new RegExp(`- Keys\\s+http://stories\\.example/stories/${news}\\s+The numbatkeys`));
  assert.doesNotMatch(mail.text, /Painting|Secret|bilby/);
  await tell("More keys", "The pademelonkeys of the quokkahall went round.", ["team", "count", "publish"]);
  await digest();
  assert.equal(relayed.length, 2, "at most one digest a day");

  const stop = mail.headers.get("list").unsubscribe.url.replace("http://stories.example", site.base);
  const answer = await fetch(stop, { method: "POST", redirect: "error", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" });
  assert.equal(answer.status, 200);
  await page.goto(link);
  assert.match(await page.locator("h1").innerText(), /You will get no more emails/);
  assert.doesNotMatch(site.log, /home\.example/);
});

test("the owner of a saved search can delete it", async () => {
  const page = await site.signed_in("river", "correct horse battery");
  await page.goto("/saved");
  await page.getByText("Rename or delete").click();
  await press(page.getByRole("button", { name: "Delete this search" }));
  assert.equal((await fetch(site.base + saved)).status, 404);
  assert.equal((await fetch(site.base + saved + ".atom")).status, 404);
});
