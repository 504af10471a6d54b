import assert from "node:assert/strict";
import { test } from "node:test";
import type { WindowJson } from "../src/api/shapes.ts";
import { areasFrom, datasetFrom, placesFrom } from "../src/api/shapes.ts";
import { City, silent, valueOf } from "../src/city/city.ts";
import { Frames } from "../src/city/frames.ts";
import { nearbyOf } from "../src/city/squares.ts";

const START = "2026-11-21T12:00:00Z";

function window(change: Partial<WindowJson> = {}): WindowJson {
  return {
    dataset: "town-air",
    place: "town-square",
    sensor: "town-1",
    quantity: "pm2-5",
    unit: "ug/m3",
    resolution: "PT1M",
    start: START,
    end: "2026-11-21T12:01:00Z",
    status: "running",
    revision: 0,
    publishedAt: "2026-11-21T12:00:20Z",
    mean: 4.21,
    last: 4.2,
    ...change,
  };
}

function town(): City {
  const city = new City();
  const dataset = datasetFrom({ id: "town-air", quantities: [{ id: "pm2-5", unit: "ug/m3", kind: "GAUGE", theme: "AIR", scale: 1 }] });
  const places = placesFrom({
    features: [{ id: "town-square", geometry: { type: "Point", coordinates: [10.2, 56.1] }, properties: { name: { da: "Torvet" } } }],
  });
  city.describe([{ dataset, places, areas: [] }]);
  return city;
}

test("a newer word of the same window is taken, the same word again is not", () => {
  const city = town();
  city.take(window());
  const again = city.take(window());
  const newer = city.take(window({ last: 5, publishedAt: "2026-11-21T12:00:40Z" }));
  assert.equal(again, undefined);
  assert.equal(newer?.value, 5);
  assert.equal(newer?.changed, true);
});

test("an older window never covers a newer one", () => {
  const city = town();
  city.take(window());
  assert.equal(city.take(window({ start: "2026-11-21T11:59:00Z", end: START, publishedAt: "2026-11-21T12:00:50Z", last: 9 })), undefined);
});

test("a finer window wins over a coarser one of the same time", () => {
  const city = town();
  city.take(window({ resolution: "PT15M", end: "2026-11-21T12:15:00Z", last: 3 }));
  assert.equal(city.take(window())?.value, 4.2);
  assert.equal(city.take(window({ resolution: "PT15M", end: "2026-11-21T12:15:00Z", last: 3, publishedAt: "2026-11-21T12:00:59Z" })), undefined);
});

test("a suppressed window has no value, and says that it is suppressed", () => {
  const city = town();
  const series = city.take(window({ status: "suppressed" }));
  assert.equal(series?.suppressed, true);
  assert.equal(series?.value, undefined);
});

test("a place that is no longer public takes its values with it", () => {
  const city = town();
  city.take(window());
  city.describe([]);
  assert.equal(city.places.size, 0);
  assert.equal(city.measures("town-air", "pm2-5"), false);
});

test("a withdrawal takes what it covers", () => {
  const city = town();
  city.take(window());
  city.withdraw({ dataset: "town-air", from: START, to: "2026-11-22T00:00:00Z" });
  assert.deepEqual(city.places.get("town-square")?.series, []);
});

test("a withdrawal takes a window that it is only a part of", () => {
  const city = town();
  city.take(window());
  city.withdraw({ dataset: "town-air", from: "2026-11-21T12:01:00Z", to: "2026-11-21T12:02:00Z" });
  assert.equal(city.places.get("town-square")?.series.length, 1);
  city.withdraw({ dataset: "town-air", from: "2026-11-21T12:00:30Z", to: "2026-11-21T12:00:40Z" });
  assert.deepEqual(city.places.get("town-square")?.series, []);
});

test("an answer to 'how is it now' fits the kind of quantity", () => {
  const all = window({ sum: 7, delta: 2 });
  assert.equal(valueOf(all, "gauge"), 4.2);
  assert.equal(valueOf(all, "amount"), 7);
  assert.equal(valueOf(all, "counter"), 2);
});

test("a series is silent when it has missed three windows, but not within five minutes", () => {
  const series = town().take(window())!;
  assert.equal(silent(series, series.at + 4 * 60_000), false);
  assert.equal(silent(series, series.at + 6 * 60_000), true);
});

test("two thousand changes between two frames are one drawing, each series once", () => {
  let nextFrame: () => void = () => {};
  const drawn: number[] = [];
  const frames = new Frames<number>((changed) => drawn.push(changed.size), (callback) => (nextFrame = callback));
  for (let change = 0; change < 2000; change++) {
    frames.add(change % 40);
  }
  nextFrame();
  assert.deepEqual(drawn, [40]);
});

test("looking back changes what the series say, and coming back tells what came in the meantime", () => {
  const city = town();
  const series = city.take(window())!;
  const past = { has: () => true, reading: () => ({ value: 2, gap: undefined }), range: () => ({ low: 1, high: 3 }) };
  city.lookBack(Date.parse(START), past);
  assert.equal(series.value, 2);
  assert.equal(city.take(window({ last: 7, publishedAt: "2026-11-21T12:00:50Z" })), series);
  assert.equal(series.value, 2);
  assert.deepEqual(city.rangeOfDay("town-air", "pm2-5"), { low: 1, high: 3 });
  city.comeBack();
  assert.equal(series.value, 7);
  assert.equal(city.moment, undefined);
});

test("what nothing is known of at an earlier moment is missing, not what it is now", () => {
  const city = town();
  const series = city.take(window())!;
  city.lookBack(Date.parse(START), { has: () => true, reading: () => undefined, range: () => undefined });
  assert.equal(series.value, undefined);
  assert.equal(series.gap, "missing");
  assert.equal(city.quiet(series), true);
});

test("of areas only the smallest squares are shown, with their middle", () => {
  const square = (id: string, side: number): unknown => ({
    id,
    geometry: { type: "Polygon", coordinates: [[[10, 56], [10 + side, 56], [10 + side, 56 + side], [10, 56 + side], [10, 56]]] },
    properties: { area: id },
  });
  const areas = areasFrom({ features: [square("1km_6203_577", 0.4), square("250m_620325_57750", 0.1), { id: "spot", geometry: { type: "Point", coordinates: [10, 56] } }] });
  assert.deepEqual(areas.map(({ id }) => id), ["250m_620325_57750"]);
  assert.ok(Math.abs((areas[0]?.longitude ?? 0) - 10.05) < 1e-9);
  assert.equal(areas[0]?.outline?.length, 5);
});

test("an area counts for the datasets that are shown of it alone", () => {
  const city = new City();
  const square = { id: "10km_620_57", name: {}, longitude: 10.2, latitude: 56, outline: [] };
  const dataset = (id: string): ReturnType<typeof datasetFrom> => datasetFrom({ id, quantities: [] });
  city.describe([
    { dataset: dataset("town-heat"), places: [], areas: [square] },
    { dataset: dataset("town-crowd"), places: [], areas: [] },
  ]);
  const { place: _, ...told } = window({ area: "10km_620_57" });
  assert.equal(city.knows({ ...told, dataset: "town-heat" }), true);
  assert.equal(city.knows({ ...told, dataset: "town-crowd" }), false);
});

test("squares by the same place are told apart by their number, as one reads a map", () => {
  const spot = (id: string, longitude: number) => ({ id, name: {}, longitude, latitude: 56.1 });
  const square = (id: string, longitude: number, latitude: number) => ({ id, name: {}, longitude, latitude, outline: [[0, 0], [1, 0], [1, 1]] as const });
  const nearby = nearbyOf([
    spot("square", 10.2),
    spot("park", 10.3),
    square("south", 10.2, 56.09),
    square("north-east", 10.21, 56.1101),
    square("north-west", 10.19, 56.11),
    square("alone", 10.31, 56.1),
  ]);
  const named = (id: string): string => `${nearby.get(id)?.place.id} ${nearby.get(id)?.number}`;
  assert.deepEqual(["north-west", "north-east", "south", "alone"].map(named), ["square 1", "square 2", "square 3", "park undefined"]);
});
