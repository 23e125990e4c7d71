// A researcher without scripts: searches, narrows, opens a story, a theme, and every number's door.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { House, tangible } from "./house.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house?.close());

const number = (text) => Number(text.match(/\d+/)[0]);

test("search, narrow down, open a story, see why it is tagged", async () => {
  const page = await house.visitor();
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
  assert.equal(number(await page.locator("#found").innerText()), expected, "a facet's count is what ticking it gives");
  await page.locator("ol.hits h3 a").first().click();
  assert.equal(await page.locator("article.story").count(), 1);
  assert.ok((await page.locator("article mark").count()) > 0);
  assert.match(await page.locator(".passages").innerText(), /because of/);
});

test("the command, the page, the CSV and the JSON count alike", async () => {
  for (const q of ["trust", "\"cup of tea\"", "council -funding", "theme:rel.trust", "year:2018..2020", "lang:cy", "coproduction", "co-production"]) {
    const json = (await house.json("/search.json?q=" + encodeURIComponent(q))).body.stories;
    const csv = (await (await fetch(house.base + "/search.csv?q=" + encodeURIComponent(q))).text()).trim().split("\r\n");
    const page = await (await fetch(house.base + "/search?q=" + encodeURIComponent(q))).text();
    const shell = JSON.parse(tangible(house.data, ["search", "--json", "--use", "publish", "--limit", "1", ...q.split(" ")]).stdout).stories;
    assert.equal(number(page.match(/id="found">([^<]*)/)[1]), json, q);
    assert.equal(shell, json, q);
    assert.equal(csv.filter((l) => /^"[0-9A-Z]{4}-/.test(l)).length, json, q);
  }
});

test("a misspelt word is mended, an empty result says what to drop", async () => {
  const page = await house.visitor();
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

test("every number on a theme's page opens onto what it counts, and its CSV and JSON say the same", async () => {
  const themes = (await house.json("/themes.json")).body.themes;
  let doors = 0;
  for (const theme of themes.slice(0, 12)) {
    const slug = theme.id.toLowerCase();
    const page = await house.visitor();
    await page.goto("/themes/" + slug);
    const evidence = (await house.json(`/themes/${slug}.json`)).body;
    const csv = (await (await fetch(`${house.base}/themes/${slug}.csv`)).text()).split("\r\n");
    assert.match(csv[1], new RegExp(`^"total","[^"]*",${evidence.total.stories},`));
    const links = await page.locator("main a[href^='/counted']:not([tabindex])").all();
    const seen = new Map();
    for (const link of links) seen.set(await link.getAttribute("href"), number(await link.innerText()));
    for (const [href, n] of seen) {
      const text = await (await fetch(house.base + href)).text();
      assert.equal(number(text.match(/<h1>([^<]*)/)[1]), n, slug + " " + href);
      ++doors;
    }
    const rows = await page.locator("section[aria-labelledby=by-year] tbody tr").count();
    assert.equal(rows, evidence.by_year.length);
    assert.equal(await page.locator("section[aria-labelledby=by-year] svg rect").count(), rows, "the chart shows each row");
    await page.context().close();
  }
  assert.ok(doors > 60, `${doors} doors were opened`);
});

test("a quote is verbatim in the story it names", async () => {
  const themes = (await house.json("/themes.json")).body.themes;
  let quotes = 0;
  for (const theme of themes) {
    const e = (await house.json(`/api/v1/themes/${theme.id.toLowerCase()}/evidence`)).body;
    for (const q of [...e.quotes, ...e.counter_quotes]) {
      const story = (await house.json("/api/v1/stories/" + q.story)).body;
      assert.ok(story.text.includes(q.coding.quote), `${theme.id} in ${q.story}`);
      assert.equal(Buffer.from(story.text).subarray(q.coding.span.begin, q.coding.span.end).toString(), q.coding.quote);
      ++quotes;
    }
  }
  assert.ok(quotes > 30, `${quotes} quotes were compared`);
});

test("a counted search takes no words", async () => {
  assert.equal((await fetch(house.base + "/counted?q=kettle")).status, 400);
  assert.equal((await fetch(house.base + "/counted?q=theme:rel.trust%20kettle")).status, 400);
});
