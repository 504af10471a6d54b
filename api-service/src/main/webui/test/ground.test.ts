import assert from "node:assert/strict";
import { test } from "node:test";
import { creditParts } from "../src/ground/credit.ts";
import { type Kind, schemaOf } from "../src/ground/schemas.ts";

const TILES = { kind: "tiles", tiles: "", minzoom: 0, maxzoom: 14, bounds: [0, 0, 1, 1], attribution: "" } as const;

test("words and links to the web are taken of an attribution, and nothing that could act", () => {
  const usual = '<a href="https://www.openmaptiles.org/" target="_blank">&copy; OpenMapTiles</a> <a href=\'https://www.openstreetmap.org/copyright\'>&#169; OpenStreetMap <b>contributors</b></a>';
  assert.deepEqual(creditParts(usual), [
    { text: "© OpenMapTiles", href: "https://www.openmaptiles.org/" },
    { text: " " },
    { text: "© OpenStreetMap contributors", href: "https://www.openstreetmap.org/copyright" },
  ]);
  const odd = '<script>alert(1)</script><img src="https://elsewhere.example/x.png" onerror="alert(2)"><a href="javascript:alert(3)" onclick="alert(4)">us</a> &lt;b&gt; <a href="https://a.example">cut';
  assert.deepEqual(creditParts(odd), [{ text: "us" }, { text: " <b> " }, { text: "cut" }]);
  assert.deepEqual(creditParts(""), []);
  assert.deepEqual(creditParts("© Klimadatastyrelsen & others &#0; &nothing;"), [{ text: "© Klimadatastyrelsen & others &#0; &nothing;" }]);
});

test("both schemas of tiles have all that a city is known by", () => {
  const known: readonly Kind[] = ["forest", "built", "park", "water", "building", "river", "stream", "path", "lane", "street", "main", "railway", "boundary", "street-name", "water-name", "district", "town"];
  for (const schema of ["openmaptiles", "protomaps"] as const) {
    const { sorts } = schemaOf({ ...TILES, schema });
    assert.deepEqual(known.filter((kind) => (sorts[kind] ?? []).length === 0), [], schema);
    assert.ok(Object.values(sorts).flat().every(({ layer }) => layer !== undefined), schema);
  }
  assert.ok(Object.values(schemaOf({ kind: "features", features: "" }).sorts).flat().every(({ layer }) => layer === undefined));
});
