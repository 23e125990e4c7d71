// A coder's verdict on its whole way: desk, store, index and evidence.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, add_theme, eventually, press, tangible } from "./helpers/site.mjs";

let site;
before(async () => {
  site = await Site.open();
  site.account("river", "correct horse battery");
});
after(() => site?.close());

const signed_in = () => site.signed_in("river", "correct horse battery");

test("a wrong password and an unknown name get the same answer", async () => {
  const page = await site.visitor();
  const said = [];
  for (const [name, password] of [["river", "wrong wrong wrong"], ["nobody", "wrong wrong wrong"]]) {
    await page.goto("/sign-in");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    said.push(await page.locator(".problems").innerText());
  }
  assert.equal(said[0], said[1]);
});

test("pages for staff are closed to others", async () => {
  for (const path of ["/desk", "/parked", "/desk/0000-0000-0"]) assert.equal((await fetch(site.base + path)).status, 401, path);
});

test("an accepted passage counts as confirmed, and a rejected one is not counted", async () => {
  const before = (await site.json("/api/v1/themes/rel.trust/evidence")).body;
  const id = before.quotes.find((q) => q.coding.verdict === "suggested").story;
  const page = await signed_in();
  await page.goto("/desk/" + id);
  await press(page.getByRole("button", { name: /^Accept Trust/ }).first());
  assert.match(await page.locator(".passages").first().innerText(), /accepted by river/);
  const accepted = await eventually(async () => {
    const e = (await site.json("/api/v1/themes/rel.trust/evidence")).body;
    return e.passages_confirmed === before.passages_confirmed + 1 && e;
  }, "the passage counted as confirmed");
  assert.equal(accepted.passages_suggested, before.passages_suggested - 1);
  const confirmed = (await site.json("/api/v1/themes/rel.trust/evidence?confirmed=yes")).body;
  assert.equal(confirmed.total.passages, before.passages_confirmed + 1);

  await press(page.getByRole("button", { name: /^Reject Trust/ }).first());
  await eventually(async () => (await site.json("/api/v1/themes/rel.trust/evidence")).body.passages_confirmed === before.passages_confirmed, "the rejection counted");
  const after = (await site.json("/api/v1/themes/rel.trust/evidence")).body;
  assert.equal(after.total.passages, before.total.passages - 1, "a rejected passage is not counted");
  const story = (await site.json("/api/v1/stories/" + id)).body;
  assert.ok(!story.codings.some((c) => c.theme === "REL.TRUST" && c.verdict === "rejected"));
});

test("verdicts outlive a restart and a rebuilt index", async () => {
  const page = await signed_in();
  const e = (await site.json("/api/v1/themes/rel.presence/evidence")).body;
  await page.goto("/desk/" + e.quotes.find((q) => q.coding.verdict === "suggested").story);
  await press(page.getByRole("button", { name: /^Accept Time/ }).first());
  await eventually(async () => (await site.json("/api/v1/themes/rel.presence/evidence")).body.passages_confirmed === e.passages_confirmed + 1, "confirmed");
  await site.stop("SIGKILL");
  assert.equal(tangible(site.data, ["reindex"]).status, 0);
  await site.serve();
  assert.equal((await site.json("/api/v1/themes/rel.presence/evidence")).body.passages_confirmed, e.passages_confirmed + 1);
});

test("a verdict without the page's token is refused", async () => {
  const page = await signed_in();
  const [cookie] = await page.context().cookies();
  assert.ok(cookie.httpOnly);
  const e = (await site.json("/api/v1/themes/rel.presence/evidence")).body;
  const q = e.quotes[0];
  const body = new URLSearchParams({ theme: "REL.PRESENCE", begin: q.coding.span.begin, end: q.coding.span.end, verdict: "accepted" });
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  assert.equal((await fetch(`${site.base}/api/v1/stories/${q.story}/verdicts`, { method: "POST", headers, body })).status, 403);
  const elsewhere = { ...headers, origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
  assert.equal((await fetch(`${site.base}/api/v1/stories/${q.story}/verdicts`, { method: "POST", headers: elsewhere, body })).status, 403);
});

test("two coders on the same story are compared, and nobody is named", async () => {
  site.account("lake", "another ten letters");
  const first = await signed_in();
  const [cookie] = await first.context().cookies();
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  const agreement = async () => (await fetch(site.base + "/desk/agreement.json", { headers })).json();
  const before = await agreement();
  const second = await site.signed_in("lake", "another ten letters");
  const e = (await site.json("/api/v1/themes/rel.care/evidence")).body;
  const stories = [...new Set(e.quotes.map((q) => q.story))].slice(0, 2);
  assert.equal(stories.length, 2);
  for (const [n, id] of stories.entries())
    for (const page of [first, second]) {
      await page.goto("/desk/" + id);
      const verdict = n === 1 && page === second ? "Reject" : "Accept";
      await press(page.locator(`form:has(input[name=theme][value="REL.CARE"]) button`).filter({ hasText: verdict }).first());
    }
  await first.goto("/desk/agreement");
  const said = await first.locator("main").innerText();
  assert.match(said, /Of \d+ units, \d+ were coded by two or more people\. These units are in \d+ stories, and \d+ people coded them/);
  assert.match(said, /People who see a suggestion tend to agree/);
  assert.doesNotMatch(said, /river|lake|sample-|NaN/);
  assert.equal(await first.getByRole("link", { name: "story " + stories[1] }).count(), 1, "the story on which they differ is linked");
  assert.equal(await first.getByRole("link", { name: "story " + stories[0] }).count(), 0);
  const after = await agreement();
  assert.equal(after.pooled.shared_units, before.pooled.shared_units + 2);
  assert.equal(after.differences.length, before.differences.length + 1);
  const csv = await (await fetch(site.base + "/desk/agreement.csv", { headers })).text();
  assert.match(csv, /^theme,label,units,shared_units,coders,ratings,yes,percent,percent_low/);
  assert.equal((await fetch(site.base + "/desk/agreement.json")).status, 401);
});

test("the desk draws what to read next, and finds examples of a theme", async () => {
  const page = await signed_in();
  const drawn = async () => { await page.goto("/desk"); return page.locator("section:has(#next) ol.hits a").evaluateAll((all) => all.map((a) => a.getAttribute("href"))); };
  const queue = await drawn();
  assert.equal(queue.length, 10);
  assert.deepEqual(await drawn(), queue, "the queue must stay the same all day");
  await page.goto("/desk?theme=rel.trust");
  const examples = await page.locator("ol.hits a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.ok(examples.length >= 2);
  await page.goto(examples[0]);
  await press(page.locator(`form:has(input[name=theme][value="REL.TRUST"]) button`).filter({ hasText: "Accept" }).first());
  await page.goto("/desk?theme=rel.trust");
  assert.ok(!(await page.locator("ol.hits a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))).includes(examples[0]));
  assert.equal((await page.goto("/desk?theme=rel.nothing")).status(), 404);
});

test("a drawn story is read without anybody else's work until the end", async () => {
  const blind = /we show no suggestions yet/;
  const first = await signed_in();
  const second = await site.signed_in("lake", "another ten letters");
  await first.goto("/desk");
  await press(first.locator("section:has(#next) ol.hits a").first());
  assert.match(await first.locator("main").innerText(), blind);
  await add_theme(first, 0);
  await press(first.getByRole("button", { name: "I have read it all" }));
  assert.match(await first.locator("main").innerText(), /You have read this story to its end/);
  await first.goto("/desk/learning");
  assert.match(await first.locator("main").innerText(), /Drawn at random and read to the end: 1 story/);

  await second.goto("/desk");
  await press(second.locator("section:has(#next) li").filter({ hasText: "a second reading" }).first().getByRole("link"));
  assert.equal(await second.locator("ol.passages li").count(), 0);
  await add_theme(second, 1);  // another theme than the first coder's
  assert.match(await second.locator("main").innerText(), blind, "a coder's own marks must not end the reading");
  assert.equal(await second.locator("ol.passages li[id]").count(), 1);
  await press(second.getByRole("button", { name: "I have read it all" }));
  assert.doesNotMatch(await second.locator("main").innerText(), blind);
  assert.match(await second.locator("ol.passages").allInnerTexts().then((all) => all.join()), /by (river|sample-)/, "somebody else has decided here");
});

test("the server trains a model by itself, and its API gives the hints", async () => {
  const page = await signed_in();
  const [cookie] = await page.context().cookies();
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  const hints = await eventually(async () => {
    const told = await (await fetch(site.base + "/api/v1/themes/rel.trust/hints", { headers })).json();
    return told.model > 0 && told;
  }, "a model");
  const p = hints.stories.map((s) => s.probability);
  assert.deepEqual(p, [...p].sort((a, b) => b - a));
  assert.equal((await fetch(site.base + "/api/v1/themes/rel.trust/hints")).status, 401);
});

test("a theme learned from other stories is a hint until a coder accepts it", async () => {
  assert.match(tangible(site.data, ["themes", "train"]).stdout, /Stories used: \d+, of which people coded or read to the end: \d+/);
  const page = await signed_in();
  const stories = (await site.json("/api/v1/stories?size=50")).body.hits.map((h) => h.id);
  let at;
  for (at of stories) {
    await page.goto("/desk/" + at);
    if (await page.getByRole("heading", { name: "More hints" }).count()) break;
  }
  const hint = page.locator("#h1");
  const quote = (await hint.locator("q").innerText()).trim();
  const { text } = (await site.json("/api/v1/stories/" + at)).body;
  assert.ok(text.replace(/\s+/g, " ").includes(quote.replace(/\s+/g, " ")), `“${quote}” is verbatim in the story`);
  const theme = (await hint.getByRole("button", { name: /^Accept/ }).getAttribute("aria-label")).match(/^Accept (.*) for hint/)[1];
  await press(hint.getByRole("button", { name: /^Accept/ }));
  assert.match(await page.locator(".passages").first().innerText(), /by river/);
  assert.ok((await page.locator(".passages").first().innerText()).includes(theme));
});

const edited = "/desk/themes/rel.trust";
const cues_of = async (page) => (await page.getByLabel("Cues", { exact: true }).inputValue()).trim();

test("a coder tries a theme on stories, and an administrator puts it in force", async () => {
  const coder = await signed_in();
  await coder.goto(edited);
  assert.equal(await coder.getByRole("button", { name: "Save as new edition" }).count(), 0);
  const cues = await cues_of(coder);
  assert.match(cues, /^\[trust, each other, 4\]$/m);
  const told = (await site.json("/api/v1/stories?q=Tuesday&size=1")).body.stories;
  assert.ok(told > 0, "the sample has stories with the word");
  await coder.getByLabel("Cues", { exact: true }).fill("Tuesday\n" + cues.replace(/^trust me$/m, ""));
  await press(coder.getByRole("button", { name: "Try it on stories" }));
  assert.match(coder.url(), /#tried$/);
  let said = await coder.locator("section.tried").innerText();
  assert.match(said, /We tried the theme on all \d+ stories that the team may read/);
  assert.match(said, /Gained:.*Tuesday/i);
  assert.match(said, /Decisions to review again\s+none/);
  await coder.getByLabel("Definition").fill("Another thing.");
  await press(coder.getByRole("button", { name: "Try it on stories" }));
  assert.match(await coder.locator("section.tried").innerText(), /Decisions to review again\s+\d+ confirmed passages?, because the definition/);
  const [cookie] = await coder.context().cookies();
  const csrf = await coder.locator("form[action^='/desk'] input[name=csrf]").inputValue();
  const sneaked = await fetch(site.base + edited, { method: "POST", headers: { cookie: `${cookie.name}=${cookie.value}` }, body: new URLSearchParams({ csrf, do: "save", why: "w" }) });
  assert.equal(sneaked.status, 403);

  site.account("hill", "an administrator's own", "admin");
  const admin = await site.signed_in("hill", "an administrator's own");
  await admin.goto(edited);
  const late = await admin.context().newPage();
  await late.goto(edited);
  await admin.getByLabel("Cues", { exact: true }).fill("Tuesday\n[trust, each other, 99]\n" + cues);
  await press(admin.getByRole("button", { name: "Save as new edition" }));
  said = await admin.locator(".problems").innerText();
  assert.match(said, /“\[trust, each other, 99\]”: the number of words must be from 1 to 30/);
  assert.match(said, /Nothing was saved/);
  assert.match(await cues_of(admin), /^Tuesday\n\[trust, each other, 99\]/, "nothing typed is lost");
  await admin.getByLabel("Cues", { exact: true }).fill("Tuesday\n" + cues);
  await press(admin.getByRole("button", { name: "Save as new edition" }));
  assert.match(await admin.locator(".problems").innerText(), /Say in a few words why/);
  await admin.getByLabel("Why this change?").fill("Tuesdays: \"trust\" <days>");
  await press(admin.getByRole("button", { name: "Save as new edition" }));
  assert.match(await admin.locator(".done").innerText(), /Saved as partnership-stories 0\.2\.2 #/);
  await admin.goto("/desk/themes");
  assert.match(await admin.locator("main").innerText(), /0\.2\.2, \d{4}-\d\d-\d\d, by hill: REL.TRUST – Tuesdays: "trust" <days>/);
  await eventually(async () => (await site.json("/api/v1/themes/rel.trust")).body.cues.some((c) => (c.name ?? c.cue ?? c) === "Tuesday" || JSON.stringify(c).includes("Tuesday")), "the new edition in force without a restart");
  await eventually(async () => (await site.json("/api/v1/stories?q=Tuesday&theme=rel.trust&size=1")).body.stories === told, "the index rebuilt");
  assert.match(tangible(site.data, ["themes", "versions"]).stdout, /partnership-stories 0\.2\.2 .*in force/);

  await late.getByLabel("Why this change?").fill("Too late.");
  await press(late.getByRole("button", { name: "Save as new edition" }));
  assert.match(await late.locator(".problems").innerText(), /Somebody else has changed the codebook since you opened this page/);
});

test("passages that no theme covers can become a theme, but not in a teller's words", async () => {
  const run = () => tangible(site.data, ["themes", "candidates", "--json"]).stdout;
  const once = run();
  assert.equal(run(), once, "a second run must give the same output");
  const { candidates, caution } = JSON.parse(once);
  assert.match(caution, /not as findings/);
  assert.ok(candidates.length > 0);
  for (const c of candidates) for (const p of c.passages) assert.ok(p.quote.length > 0 && p.story);
  const admin = await site.signed_in("hill", "an administrator's own");
  await admin.goto("/desk/candidates");
  await press(admin.getByRole("link", { name: "Start a theme from group 1", exact: true }));
  assert.doesNotMatch(decodeURIComponent(admin.url()), / /, "the address must have no words of a story");
  const example = (await admin.getByLabel("Examples").inputValue()).trim().split("\n")[0];
  assert.ok(example.length > 20);
  await admin.getByLabel("Id", { exact: true }).fill("REL.NEW");
  await admin.getByLabel("Name", { exact: true }).fill("A new one");
  await admin.getByLabel("Definition").fill("What nobody thought of.");
  await admin.getByLabel("Examples").fill(example);
  await admin.getByLabel("Cues", { exact: true }).fill(example.replace(/[^\p{L} ]+.*$/u, ""));
  await admin.getByLabel("Why this change?").fill("It came up.");
  await press(admin.getByRole("button", { name: "Save as new edition" }));
  assert.match(await admin.locator(".problems").innerText(), /a teller wrote this/);
  await admin.getByLabel("Examples").fill("We planted purple umbrellas on the moon.");
  await admin.getByLabel("Cues", { exact: true }).fill("purple umbrellas");
  await press(admin.getByRole("button", { name: "Save as new edition" }));
  assert.match(await admin.locator(".done").innerText(), /Saved as/);
  assert.match(tangible(site.data, ["themes", "list"]).stdout, /^REL\.NEW\tA new one$/m);
});
