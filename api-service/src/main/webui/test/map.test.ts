import assert from "node:assert/strict";
import { test } from "node:test";
import { Camera, boundsOf, latitudeOf, longitudeOf, niceDistance, spotOf } from "../src/ground/camera.ts";
import { clustersOf } from "../src/city/clusters.ts";
import { LastDay, QUARTERS, QUARTER_MS } from "../src/city/past.ts";
import type { Series } from "../src/city/city.ts";

const NORTH_WEST = spotOf(10.2, 55.98);
const SOUTH_EAST = spotOf(10.26, 55.93);

function camera(): Camera {
  const seen = new Camera();
  seen.resize(1000, 800);
  seen.contain(boundsOf([NORTH_WEST, SOUTH_EAST]), 50);
  return seen;
}

test("a place of the earth is the same after there and back", () => {
  const spot = spotOf(10.2345, 55.9567);
  assert.ok(Math.abs(longitudeOf(spot) - 10.2345) < 1e-9);
  assert.ok(Math.abs(latitudeOf(spot) - 55.9567) < 1e-9);
});

test("the whole city fits within its padding, in any size of the map", () => {
  const seen = camera();
  for (const [width, height] of [[1000, 800], [390, 500], [3000, 900]] as const) {
    seen.resize(width, height);
    for (const spot of [NORTH_WEST, SOUTH_EAST]) {
      const { x, y } = seen.project(spot);
      assert.ok(x >= 48 && x <= width - 48 && y >= 48 && y <= height - 48, `${width}x${height}: ${x} ${y}`);
    }
  }
});

test("what is under the pointer stays there while one zooms", () => {
  const seen = camera();
  const spot = spotOf(10.231, 55.951);
  const at = seen.project(spot);
  seen.zoomBy(2, at);
  assert.ok(Math.abs(seen.project(spot).x - at.x) < 1e-3);
  assert.ok(Math.abs(seen.project(spot).y - at.y) < 1e-3);
});

test("one cannot zoom out farther than everything, nor drag the city away", () => {
  const seen = camera();
  const whole = seen.zoom;
  seen.zoomBy(-5);
  assert.equal(seen.zoom, whole);
  seen.dragBy(100_000, 0);
  assert.ok(seen.project(NORTH_WEST).x <= 1000 / 2 + 1);
});

test("the map's scale is that of the earth there", () => {
  const seen = camera();
  const here = seen.project(spotOf(10.22, 55.955));
  const there = seen.project(spotOf(10.22 + 1000 / (111_320 * Math.cos((55.955 * Math.PI) / 180)), 55.955));
  assert.ok(Math.abs((there.x - here.x) * seen.metresPerPixel() - 1000) < 5);
  assert.equal(niceDistance(130), 200);
});

test("points that lie close are one cluster, others are not, and none is lost", () => {
  const points = [0, 5, 9, 100, 104, 300].map((x) => ({ x, y: 10 }));
  const clusters = clustersOf(points, (point) => point, 20);
  assert.deepEqual(clusters.map(({ members }) => members.length), [3, 2, 1]);
  assert.equal(clusters[1]?.point.x, 102);
});

const NOW = Date.parse("2026-11-21T12:07:00Z");
const HEAD = "start,end,place,area,sensor,quantity,status,mean,sum,delta,last,leq,share,least";

function at(quarter: number): string {
  return new Date(NOW - 7 * 60_000 - (QUARTERS - quarter) * QUARTER_MS).toISOString().replace(".000", "");
}

test("a quarter of an hour of the last day says what history says: a value, protected, missing, not yet", async () => {
  const day = new LastDay(NOW);
  const row = (quarter: number, status: string, mean: string): string => `${at(quarter)},${at(quarter + 1)},town-square,,town-1,pm2-5,${status},${mean},,,,,,`;
  await day.read("town-air", "PT15M", [HEAD, row(0, "complete", "4.2"), row(1, "missing", ""), row(2, "suppressed", ""), row(3, "not-yet", "")].join("\n"));
  const series = { key: "town-air town-square town-1 pm2-5" } as Series;
  const told = [1, 2, 3, 4, 5].map((step) => day.reading(series, day.momentOf(step)));
  assert.deepEqual(told.map((reading) => reading?.value), [4.2, undefined, undefined, undefined, undefined]);
  assert.deepEqual(told.map((reading) => reading?.gap), [undefined, "missing", undefined, "not-yet", "missing"]);
  assert.deepEqual(told.map((reading) => reading?.suppressed), [false, false, true, false, false]);
  assert.deepEqual(day.range("town-air", "pm2-5"), { low: 4.2, high: 4.2 });
});

test("a window of a whole day tells of each of its quarters", async () => {
  const day = new LastDay(NOW);
  await day.read("town-heat", "P1D", `${HEAD}\n2026-11-20T23:00:00Z,2026-11-21T23:00:00Z,,square,,heat,complete,,42,,,,,\n`);
  const series = { key: "town-heat square  heat" } as Series;
  assert.equal(day.reading(series, NOW)?.value, 42);
  assert.equal(day.reading(series, NOW)?.gathered, true);
  assert.equal(day.reading(series, day.momentOf(1))?.gap, "missing");
});
