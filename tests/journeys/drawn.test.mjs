// What stories drawn at random hold is told on a theme's page, once enough were read to their ends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { House, add_theme, press } from "./house.mjs";

const fewest = 30;

let house;
before(async () => {
  house = await House.open();
  house.account("river", "correct horse battery");
});
after(() => house?.close());

test("of stories drawn and read to the end, a theme's page says how many have it", async () => {
  const page = await house.signed_in("river", "correct horse battery");
  const told = async () => {
    const evidence = (await house.json("/themes/rel.trust.json")).body;
    await page.goto("/themes/rel.trust");
    return { evidence: evidence.drawn, text: await page.locator("main").innerText() };
  };
  const first = await told();
  assert.equal(first.evidence, undefined);
  assert.ok(!first.text.includes("drawn by chance"), "nobody has read");

  let marked = 0, drawn;
  for (let read = 1; !drawn; ++read) {
    assert.ok(read <= 90, "thirty of them may be counted");
    await page.goto("/desk");
    await press(page.locator("section:has(#next) ol.hits a").first());
    const accept = page.getByRole("button", { name: /^Accept Trust/ });
    const has = await accept.count();
    if (has) await press(accept.first());
    else if (read <= 3) await add_theme(page, "REL.TRUST");  // by chance no story drawn might have it
    await press(page.getByRole("button", { name: "I have read it all" }));
    marked += has || read <= 3 ? 1 : 0;
    drawn = (await house.json("/themes/rel.trust.json")).body.drawn;
    if (read < fewest) assert.equal(drawn, undefined, "too few were read");
  }
  assert.equal(drawn.of_stories, fewest);
  assert.ok(drawn.stories > 0 && drawn.stories <= marked, "those that the reader's use leaves out are in neither");
  assert.ok(drawn.low < drawn.stories / fewest && drawn.stories / fewest < drawn.high);
  const { text } = await told();
  const percent = (x) => Math.round(100 * x) + " %";
  assert.ok(text.includes(`Of ${fewest} stories drawn by chance and read to the end, ${drawn.stories} ` +
    `${drawn.stories === 1 ? "has" : "have"} this theme: ${percent(drawn.stories / fewest)} ` +
    `(95 % interval ${percent(drawn.low)} to ${percent(drawn.high)}).`), text);
  assert.ok(text.includes("They do not open as a list"));
  const csv = await (await fetch(house.base + "/themes/rel.trust.csv")).text();
  assert.match(csv, new RegExp(`\r\n"drawn","[^"]*",${drawn.stories},${fewest},,,,0\\.\\d+,0\\.\\d+\r\n`));
});
