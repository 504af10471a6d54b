import assert from "node:assert/strict";
import { test } from "node:test";
import type { WindowJson } from "../src/api/shapes.ts";
import { datasetFrom, placesFrom } from "../src/api/shapes.ts";
import { City, silent, valueOf } from "../src/city/city.ts";
import { Frames } from "../src/city/frames.ts";
import { stepsOf, unbroken } from "../src/city/sparkline.ts";

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
  city.describe([{ dataset, places }]);
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

test("the last revision of a window is the one that is drawn, and a hole stays a hole", () => {
  const at = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString();
  const one = (minutes: number, mean: number, revision = 0): WindowJson =>
    window({ start: at(minutes), end: at(minutes + 15), resolution: "PT15M", mean, revision });
  const steps = stepsOf([one(0, 1), one(0, 2, 1), one(15, 3), one(60, 4)], false, Date.parse(at(75)));
  assert.deepEqual(steps.map((step) => step.value), [2, 3, 4]);
  assert.equal(unbroken(steps).length, 2);
});
