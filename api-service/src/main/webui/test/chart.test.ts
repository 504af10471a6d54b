import assert from "node:assert/strict";
import { test } from "node:test";
import { type HistoryRow, cellAt, cellsOf, holesOf, runsOf } from "../src/chart/cells.ts";
import { HOUR, midnight, wallAt } from "../src/chart/local-time.ts";
import { Normal } from "../src/chart/normal.ts";
import { timeTicks } from "../src/chart/time-axis.ts";
import { scaleOf } from "../src/chart/value-axis.ts";
import { spanText, tickText, valueOf, written } from "../src/chart/words.ts";
import { speech } from "../src/page/language.ts";

const danish = speech("da");
const english = speech("en");
const at = (text: string): number => Date.parse(text);
const row = (start: string, more: Partial<HistoryRow>): HistoryRow => ({
  quantity: "pm2-5",
  resolution: "PT1H",
  start,
  end: new Date(at(start) + HOUR).toISOString(),
  status: "complete",
  ...more,
});

test("the hour that comes twice in October is marked twice, as clocks show it", () => {
  const ticks = timeTicks(at("2026-10-24T22:00:00Z"), at("2026-10-25T04:00:00Z"), 8);
  assert.deepEqual(ticks.map((tick) => tickText(tick.at, tick.precision, english)), ["25 Oct", "01:00", "02:00", "02:00", "03:00", "04:00", "05:00"]);
});

test("the hour that is left out in March is not marked", () => {
  const ticks = timeTicks(at("2026-03-28T23:00:00Z"), at("2026-03-29T04:00:00Z"), 8);
  assert.deepEqual(ticks.map((tick) => tickText(tick.at, tick.precision, english)), ["29 Mar", "01:00", "03:00", "04:00", "05:00", "06:00"]);
});

test("days begin at the city's midnight on both sides of a change of the clocks", () => {
  const ticks = timeTicks(at("2026-10-23T22:00:00Z"), at("2026-10-27T12:00:00Z"), 5);
  assert.deepEqual(
    ticks.map((tick) => new Date(tick.at).toISOString()),
    ["2026-10-23T22:00:00.000Z", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", "2026-10-26T23:00:00.000Z"],
  );
  assert.equal(midnight(2026, 3, 29), at("2026-03-28T23:00:00Z"));
  assert.equal(midnight(2026, 3, 30), at("2026-03-29T22:00:00Z"));
});

test("a range of any length has marks, and never more than there is room for", () => {
  for (const hours of [1, 6, 24, 72, 168, 744, 8_760, 43_800, 200_000]) {
    const to = at("2026-11-22T00:17:00Z");
    const ticks = timeTicks(to - hours * HOUR, to, 6);
    assert.ok(ticks.length >= 1 && ticks.length <= 7, `${hours} h have ${ticks.length} marks`);
  }
});

test("a scale holds its values in round steps", () => {
  assert.deepEqual(scaleOf(3.2, 18.9, 5, false).ticks, [0, 5, 10, 15, 20]);
  assert.deepEqual(scaleOf(0.12, 0.31, 4, false), { low: 0.1, high: 0.35, ticks: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35], places: 2 });
  assert.equal(scaleOf(2, 9, 4, true).low, 0);
  assert.ok(scaleOf(7, 7, 4, false).high > 7);
});

test("each series has one cell for each window, at its last revision", () => {
  const cells = cellsOf([row("2026-11-01T01:00:00Z", { mean: 3, revision: 2 }), row("2026-11-01T01:00:00Z", { mean: 2, revision: 1 }), row("2026-11-01T00:00:00Z", { mean: 1 })], "gauge");
  assert.deepEqual(cells.map(({ value }) => value), [1, 3]);
});

test("zero, missing, protected and not yet are four different answers", () => {
  const cells = cellsOf(
    [
      row("2026-11-01T00:00:00Z", { sum: 0 }),
      row("2026-11-01T01:00:00Z", { status: "missing" }),
      row("2026-11-01T02:00:00Z", { status: "suppressed", reason: "protected" }),
      row("2026-11-01T03:00:00Z", { status: "not-yet" }),
    ],
    "amount",
  );
  const measured = { unit: "mm", kind: "amount" as const, places: 1 };
  assert.deepEqual(cells.map((cell) => valueOf(cell, measured, danish)), ["0,0\u00a0mm", "mangler", "beskyttet", "ikke endnu"]);
});

test("a curve is broken by a gap, and gaps of one reason are one", () => {
  const cells = cellsOf(
    [
      row("2026-11-01T00:00:00Z", { mean: 1 }),
      row("2026-11-01T01:00:00Z", { status: "missing" }),
      row("2026-11-01T02:00:00Z", { status: "missing" }),
      row("2026-11-01T03:00:00Z", { mean: 2 }),
      row("2026-11-01T04:00:00Z", { mean: 3 }),
    ],
    "gauge",
  );
  assert.deepEqual(runsOf(cells, false).map((run) => run.length), [1, 2]);
  assert.deepEqual(holesOf(cells).map(({ gap, count }) => [gap, count]), [["missing", 2]]);
});

test("a sample of windows is one curve, but for the gaps that are known", () => {
  const cells = cellsOf([row("2026-11-01T00:00:00Z", { mean: 1 }), row("2026-11-01T09:00:00Z", { mean: 2 })], "gauge");
  assert.equal(runsOf(cells, true).length, 1);
  assert.equal(runsOf(cells, false).length, 2);
});

test("a band that is told in the place of a value is written as one", () => {
  const [cell] = cellsOf([row("2026-11-01T00:00:00Z", { least: 20, below: 100, quality: "rough" })], "amount");
  assert.ok(cell);
  assert.equal(valueOf(cell, { unit: "{people}", kind: "amount", places: 0 }, danish), "20 til 100");
});

test("the cursor finds the window that it is over, or the nearest", () => {
  const cells = cellsOf([row("2026-11-01T00:00:00Z", { mean: 1 }), row("2026-11-01T05:00:00Z", { mean: 2 })], "gauge");
  assert.deepEqual(["2026-10-31T00:00:00Z", "2026-11-01T00:30:00Z", "2026-11-01T02:00:00Z", "2026-11-01T04:00:00Z", "2026-11-09T00:00:00Z"].map((time) => cellAt(cells, at(time))), [0, 0, 0, 1, 1]);
});

test("what is normal follows the city's hours, over a change of the clocks too", () => {
  const normal = new Normal([{ weekday: 7, hour: 2, n: 8, median: 5, p25: 4, p75: 6 }]);
  const told = normal.between(at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"));
  assert.deepEqual(told.map(({ start }) => new Date(start).toISOString()), ["2026-10-25T00:00:00.000Z", "2026-10-25T01:00:00.000Z"]);
  assert.equal(wallAt(at("2026-10-25T00:30:00Z")).hour, 2);
});

test("times and values are written as people write them", () => {
  assert.equal(spanText(at("2026-11-22T13:00:00Z"), at("2026-11-22T13:15:00Z"), "PT15M", danish), "søn. 22. nov. 14.00–14.15");
  assert.equal(spanText(at("2026-11-21T23:00:00Z"), at("2026-11-22T23:00:00Z"), "P1D", english), "Sun, 22 Nov 2026");
  assert.equal(spanText(at("2026-10-31T23:00:00Z"), at("2026-11-30T23:00:00Z"), "P1M", danish), "november 2026");
  assert.equal(written(0.354, { unit: "{state}", kind: "state", places: 4 }, danish), "35 %");
  assert.equal(written(229.6, { unit: "deg", kind: "direction", places: 0 }, danish), "230° SV");
});
