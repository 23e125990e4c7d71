// A researcher without scripts searches, narrows down, opens stories and themes, and follows every number to its stories.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, tangible } from "./helpers/site.mjs";

let site;
before(async () => { site = await Site.open(); });
after(() => site?.close());

const number = (text) => Number(text.match(/\d+/)[0]);

test("a visitor can search, narrow down, open a story and see why it is tagged", async () => {
  const page = await site.visitor();
  await page.goto("/");
  await page.getByRole("searchbox").fill("trust");
  await page.getByRole("button", { name: "Search" }).click();
  const all = number(await page.locator("#found").innerText());
  assert.ok(all > 3);
  const year = page.locator("details", { hasText: "Year" }).locator(".tick").first();
  await page.locator("summary", { hasText: "Year" }).click();
  const expected = number(await year.locator(".count").innerText());
  await year.locator("input").check();
  await page.getByRole("button", { name: "Apply" }).click();
  assert.equal(number(await page.locator("#found").innerText()), expected, "a facet's count must be what ticking it finds");
  await page.locator("ol.hits h3 a").first().click();
  assert.equal(await page.locator("article.story").count(), 1);
  assert.ok((await page.locator("article mark").count()) > 0);
  assert.match(await page.locator(".passages").innerText(), /because of/);
});

test("every search tip finds something", async () => {
  const page = await site.visitor();
  await page.goto("/search");
  const tips = await page.locator("details kbd").allTextContents();
  assert.ok(tips.length > 10, tips.join("; "));
  for (const tip of tips) assert.ok((await site.json("/search.json?q=" + encodeURIComponent(tip))).body.stories > 0, tip);
});

test("a printed search has the results and not the form", async () => {
  const page = await site.visitor();
  await page.goto("/search?q=trust");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("ol.hits h3").first().isVisible());
  for (const hidden of ["#q", ".filters", "header nav"]) assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
});

test("the command, the page, the CSV and the JSON give the same counts", async () => {
  for (const q of ["trust", "\"cup of tea\"", "council -funding", "theme:rel.trust", "year:2018..2020", "lang:cy", "coproduction", "co-production"]) {
    const json = (await site.json("/search.json?q=" + encodeURIComponent(q))).body.stories;
    const csv = (await (await fetch(site.base + "/search.csv?q=" + encodeURIComponent(q))).text()).trim().split("\r\n");
    const page = await (await fetch(site.base + "/search?q=" + encodeURIComponent(q))).text();
    const shell = JSON.parse(tangible(site.data, ["search", "--json", "--use", "publish", "--limit", "1", ...q.split(" ")]).stdout).stories;
    assert.equal(number(page.match(/id="found">([^<]*)/)[1]), json, q);
    assert.equal(shell, json, q);
    assert.equal(csv.filter((l) => /^"[0-9A-Z]{4}-/.test(l)).length, json, q);
  }
});

test("passages and words in context are the same on the page, in the CSV, in the JSON and in the shell", async () => {
  const page = await site.visitor({ width: 360 });
  await page.goto("/search?q=trust&theme=rel.trust");
  const all = await page.locator("#found").innerText();
  await page.getByRole("link", { name: "Words in context" }).click();
  assert.equal(await page.locator("#found").innerText(), all);
  const body = (await site.json("/search.json?q=trust&theme=rel.trust&view=context")).body;
  const places = body.hits.flatMap((h) => h.places);
  assert.ok(places.length >= body.hits.length);
  assert.deepEqual(await page.locator("table.context mark").allInnerTexts(), places.map((p) => p.words));
  for (const h of body.hits) {
    const text = Buffer.from((await site.json("/api/v1/stories/" + h.id)).body.text);
    for (const p of h.places.filter((x) => !x.in_title)) assert.equal(text.subarray(p.span.begin, p.span.end).toString(), p.words);
  }
  const shell = tangible(site.data, ["search", "--use", "publish", "--view", "context", "--limit", "10", "trust", "theme:rel.trust"]).stdout;
  assert.deepEqual(shell.trimEnd().split("\n").map((l) => l.split("\t")[2]), places.map((p) => p.words));
  const csv = await (await fetch(site.base + "/search.csv?q=trust&theme=rel.trust&view=passages")).text();
  await page.getByRole("link", { name: "Passages" }).click();
  for (const q of await page.locator("ol.hits q").allInnerTexts()) assert.ok(csv.includes(q.replaceAll('"', '""')), q);
  if (process.env.PICTURES) {
    await page.screenshot({ path: `${process.env.PICTURES}/passages.png`, fullPage: true });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/search?q=trust+OR+شكرا+OR+الثقة&view=context");
      await page.screenshot({ path: `${process.env.PICTURES}/context-${width}.png`, fullPage: true });
    }
  }
});

test("a second page stays the second page of its list while a story arrives", async () => {
  const page = await site.visitor();
  await page.goto("/search?q=the&sort=newest");
  const first = await page.locator("ol.hits h3 a").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
  const whole = (await site.json("/search.json?q=the&sort=newest&size=20")).body.hits.map((h) => "/stories/" + h.id);
  const token = (await (await fetch(site.base + "/tell/all")).text()).match(/name="token" value="([^"]+)"/)[1];
  const form = new FormData();
  for (const [name, value] of [["token", token], ["story", "The newest of all stories: the heron came back to the lock."], ["year", "2026"],
    ["uses", "team"], ["uses", "publish"], ["end", "complete"]]) form.append(name, value);
  assert.equal((await fetch(site.base + "/tell", { method: "POST", body: form, redirect: "manual" })).status, 303);
  await site.settled();
  await page.getByRole("link", { name: "Next" }).click();
  const second = await page.locator("ol.hits h3 a").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
  assert.deepEqual([...first, ...second], whole);
  await page.getByRole("link", { name: "Update the list" }).click();
  assert.notEqual(await page.locator("ol.hits h3 a").first().getAttribute("href"), first[0]);
});

test("a story names similar stories, which have the words that it gives for them", async () => {
  const { hits } = (await site.json("/search.json?size=30")).body;
  const text = async (id) => (await site.json("/api/v1/stories/" + id)).body.text;
  let named = 0, id;
  for (const hit of hits) {
    for (const s of (await site.json(`/api/v1/stories/${hit.id}/similar`)).body.similar.slice(0, 1)) {
      id = hit.id;
      assert.notEqual(s.id, id);
      const theirs = await text(s.id);
      for (const w of s.words) assert.ok(theirs.includes(w), `${w} in ${s.id}`);
      ++named;
    }
  }
  assert.ok(named > 10, `only ${named} similar stories were named`);
  const page = await site.visitor();
  await page.goto("/stories/" + id);
  const { similar } = (await site.json(`/api/v1/stories/${id}/similar`)).body;
  assert.ok(similar.length > 0 && similar.length <= 5);
  assert.equal(await page.locator("section[aria-labelledby=similar] li").count(), similar.length);
  const shell = tangible(site.data, ["similar", "--use", "publish", id]).stdout.trimEnd().split("\n");
  assert.deepEqual(shell.map((l) => l.split("\t")[0]), similar.map((s) => s.id));
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/similar.png`, fullPage: true });
});

test("a misspelt word is corrected, and an empty result says what to drop", async () => {
  const page = await site.visitor();
  await page.goto("/search?q=partnrship");
  await page.getByRole("link", { name: /^partnership/ }).click();
  assert.ok(number(await page.locator("#found").innerText()) > 0);
  await page.goto("/search?q=kettle&year=1999");
  assert.equal(number(await page.locator("#found").innerText()), 0);
  const without = page.locator("main li a", { hasText: "Without" }).first();
  const promised = number((await without.innerText()).replace(/^.*: /, ""));
  await without.click();
  assert.equal(number(await page.locator("#found").innerText()), promised);
});

test("every number on a theme's page leads to the stories it counts, and its CSV and JSON agree", async () => {
  const themes = (await site.json("/themes.json")).body.themes;
  let doors = 0;
  for (const theme of themes.slice(0, 12)) {
    const slug = theme.id.toLowerCase();
    const page = await site.visitor();
    await page.goto("/themes/" + slug);
    const evidence = (await site.json(`/themes/${slug}.json`)).body;
    const csv = (await (await fetch(`${site.base}/themes/${slug}.csv`)).text()).split("\r\n");
    assert.match(csv[1], new RegExp(`^"total","[^"]*",${evidence.total.stories},`));
    const links = await page.locator("main a[href^='/counted']:not([tabindex])").all();
    const seen = new Map();
    for (const link of links) {
      const text = await link.innerText();
      if (!text.startsWith("fewer than")) seen.set(await link.getAttribute("href"), number(text));
    }
    for (const [href, n] of seen) {
      const text = await (await fetch(site.base + href)).text();
      const readable = number(text.match(/<h1>([^<]*)/)[1]);
      // Hidden stories join a figure in groups; the page behind it says so, and lists the stories that may be read.
      assert.ok(n === readable || n >= readable + 5, `${slug} ${href}: ${n}, but ${readable} behind it`);
      assert.match(text, /in groups of at least 5/);
      ++doors;
    }
    const rows = await page.locator("section[aria-labelledby=by-year] tbody tr").count();
    assert.equal(rows, evidence.by_year.length);
    assert.equal(await page.locator("section[aria-labelledby=by-year] svg :is(rect, path)").count(), rows, "the chart must show each row");
    await page.context().close();
  }
  assert.ok(doors > 60, `only ${doors} numbers were followed`);
});

test("a quote is verbatim in the story it names", async () => {
  const themes = (await site.json("/themes.json")).body.themes;
  let quotes = 0;
  for (const theme of themes) {
    const e = (await site.json(`/api/v1/themes/${theme.id.toLowerCase()}/evidence`)).body;
    for (const q of [...e.quotes, ...e.counter_quotes]) {
      const story = (await site.json("/api/v1/stories/" + q.story)).body;
      assert.ok(story.text.includes(q.coding.quote), `${theme.id} in ${q.story}`);
      assert.equal(Buffer.from(story.text).subarray(q.coding.span.begin, q.coding.span.end).toString(), q.coding.quote);
      ++quotes;
    }
  }
  assert.ok(quotes > 30, `${quotes} quotes were compared`);
});

test("the page behind a number has as many stories as a search for the same condition", async () => {
  for (const q of ["kettle", "theme:rel.trust kettle", "year:2021", "year:unknown", "-theme:rel.trust"]) {
    const text = await (await fetch(site.base + "/counted?q=" + encodeURIComponent(q))).text();
    const found = (await site.json("/search.json?q=" + encodeURIComponent(q))).body.stories;
    assert.equal(number(text.match(/<h1>([^<]*)/)[1]), found, q);
  }
});
