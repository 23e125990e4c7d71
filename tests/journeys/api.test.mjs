// Asks the running server for each path of openapi.yaml: the status must be the promised one, and the properties those of the schema.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "yaml";
import { Site, root } from "./helpers/site.mjs";

const api = parse(readFileSync(join(root, "schemas/openapi.yaml"), "utf8"));
let site, cookie, csrf, reference;

before(async () => {
  site = await Site.open();
  site.account("api-coder", "a long enough password");
  const page = await site.signed_in("api-coder", "a long enough password");
  const [c] = await page.context().cookies();
  cookie = `${c.name}=${c.value}`;
  csrf = await page.locator("footer input[name=csrf]").inputValue();
  reference = (await site.json("/api/v1/themes/rel.trust/evidence")).body.quotes[0].story;
});
after(() => site?.close());

/// Lists what is wrong with `value` by `schema`: unknown, missing or mistyped properties, each with its place.
function complaints(schema, value, place = "$") {
  if (schema.$ref) return complaints(schema.$ref.slice(2).split("/").reduce((at, k) => at[k], api), value, place);
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${place}: ${value} is none of ${schema.enum}`];
  const types = [schema.type].flat();
  const is = value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  if (schema.type && !types.includes(is) && !(is === "integer" && types.includes("number"))) return [`${place} is ${is}, not ${types}`];
  if (is === "array") return value.flatMap((v, i) => complaints(schema.items ?? {}, v, `${place}[${i}]`));
  if (is !== "object" || !schema.properties) return [];
  const out = (schema.required ?? []).filter((k) => !(k in value)).map((k) => `${place}.${k} is missing`);
  for (const [k, v] of Object.entries(value))
    out.push(...(schema.properties[k] ? complaints(schema.properties[k], v, `${place}.${k}`) : [`${place}.${k} is not described`]));
  return out;
}

const fill = (path) => path.replace("{reference}", reference).replace("{theme}", "rel.trust");

for (const [path, item] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    test(`${method} ${path}`, async () => {
      const init = { method: method.toUpperCase() };
      let url = site.base + fill(path), status = 200;
      if (method === "post" && path.endsWith("/stories")) {
        url += "?uses=team&uses=publish&title=By%20program";
        Object.assign(init, { headers: { "content-type": "text/plain" }, body: "We met in the library, and the door stuck." });
        status = 201;
      } else if (path.endsWith("/hints")) {
        init.headers = { cookie };
      } else if (path.endsWith("/counts")) {
        Object.assign(init, { headers: { cookie, "x-csrf-token": csrf, "content-type": "text/csv" }, body: "name,query\nTrust,theme:rel.trust\nNone,\n" });
      } else if (method === "post") {
        const q = (await site.json("/api/v1/themes/rel.trust/evidence")).body.quotes.find((x) => x.story === reference);
        Object.assign(init, { headers: { cookie, "x-csrf-token": csrf },
          body: new URLSearchParams({ theme: "REL.TRUST", begin: q.coding.span.begin, end: q.coding.span.end, verdict: "accepted" }) });
        status = 201;
      }
      const answer = await fetch(url, init);
      assert.equal(answer.status, status, await answer.clone().text());
      const content = operation.responses[String(status)].content;
      const [type] = Object.keys(content);
      assert.ok(answer.headers.get("content-type").startsWith(type));
      if (type !== "application/json") return;
      assert.ok(content[type].schema, "the description must have a schema for the answer");
      assert.deepEqual(complaints(content[type].schema, await answer.json()), []);
    });
  }
}

test("an error is JSON that follows the Error schema", async () => {
  const { status, body } = await site.json("/api/v1/themes/no.such");
  assert.equal(status, 404);
  assert.deepEqual(complaints({ $ref: "#/components/schemas/Error" }, body), []);
});

test("the check of schemas finds missing, unknown and mistyped properties", () => {
  const s = { type: "object", required: ["a"], properties: { a: { type: "integer" } } };
  assert.deepEqual(complaints(s, { a: 1 }), []);
  assert.deepEqual(complaints(s, { a: "1", b: 2 }), ["$.a is string, not integer", "$.b is not described"]);
  assert.deepEqual(complaints(s, {}), ["$.a is missing"]);
});

test("a story that a reader may not see changes no byte of what they get", async () => {
  const questions = ["", "trust", "trusst", "zyzzyv", "zyz*", "trust OR council OR letter OR table OR kettle", "\"cup of tea\"", "year:..2030 council"];
  const paths = ["/", "/themes", "/themes.csv", "/themes/rel.trust", "/themes/rel.trust.json", "/counted?q=theme:rel.trust", "/health",
    "/api/v1/themes/rel.trust/evidence", "/stories/" + reference, "/api/v1/stories/" + reference, "/search?q=trust&place=Zyzzyva",
    ...questions.flatMap((q) => ["/search", "/search.json", "/search.csv", "/api/v1/stories"].map((path) => path + "?q=" + encodeURIComponent(q)))];
  const got = async () => Promise.all(paths.map(async (path) => {
    const answer = await fetch(site.base + path);
    const headers = [...answer.headers].filter(([name]) => name !== "date" && name !== "connection").map((h) => h.join(": ")).join("\n");
    return `${path} ${answer.status}\n${headers}\n${(await answer.text()).replace(/"as_of_ms":\d+/, "")}`;
  }));
  await site.settled();
  const before = await got();
  for (let i = 0; i < 4; ++i) {
    const sent = await fetch(site.base + `/api/v1/stories?uses=team&title=Zyzzyva&place=Zyzzyva`, { method: "POST", headers: { "content-type": "text/plain" },
      body: `We built trust with the council. Zyzzyva zyzzyvas trusst, number ${i}. ` + "The kettle, the table and a cup of tea. ".repeat(5 * i + 1) });
    assert.equal(sent.status, 201);
  }
  await site.settled();
  assert.deepEqual(await got(), before);
});
