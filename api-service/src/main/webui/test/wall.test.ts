import assert from "node:assert/strict";
import { test } from "node:test";
import type { WindowJson } from "../src/api/shapes.ts";
import { datasetFrom, placesFrom } from "../src/api/shapes.ts";
import { City } from "../src/city/city.ts";
import { Hours } from "../src/wall/hours.ts";
import { USUAL, moved, parametersOf, readLayout, resized, withPanel, without } from "../src/wall/layout.ts";
import { Days, figuresOfDay, middleOf, trendOf } from "../src/wall/levels.ts";
import { Normal, hourOfWeek } from "../src/wall/normal.ts";
import { freshnessOf, sensorsOf, silentGroups, silentOf, withDevices } from "../src/wall/silence.ts";
import { Sources } from "../src/wall/sources.ts";
import { type Finding, grouped, judged } from "../src/wall/unusual.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (at: number): string => new Date(at).toISOString();
const usual = { weeks: 8, median: 10, low: 8, high: 12 };

function hour(change: Partial<WindowJson> & Record<string, unknown> = {}, start = NOON): WindowJson {
  return {
    dataset: "town-air",
    place: "town-square",
    sensor: "town-1",
    quantity: "pm2-5",
    unit: "ug/m3",
    resolution: "PT1H",
    start: iso(start),
    end: iso(start + HOUR),
    status: "running",
    revision: 0,
    publishedAt: iso(start + 20 * MINUTE),
    mean: 4,
    ...change,
  } as WindowJson;
}

test("an arrangement is the same when it is read from the address that says it", () => {
  const layout = { ...resized(moved(USUAL, "silent", 0), "silent", 2, 2), themes: ["air", "water"] as const, places: ["town-square", "town-park"], bare: true };
  const parameters = new URLSearchParams(Object.entries(parametersOf(layout)).filter((entry): entry is [string, string] => entry[1] !== null));
  assert.deepEqual(readLayout(`?${parameters}`), layout);
  assert.doesNotMatch(parameters.toString(), /%/, "a link that people can read");
});

test("what is as usual is not in the address, and nonsense there is passed over", () => {
  assert.deepEqual(Object.values(parametersOf(USUAL)), [null, null, null, null]);
  const read = readLayout("?panels=late_9x9.nothing_1x1.late_1x1.levels&themes=air.magic&places=a.a");
  assert.deepEqual(read.panels, [{ panel: "late", columns: 4, rows: 3 }, { panel: "levels", columns: 1, rows: 1 }]);
  assert.deepEqual(read.themes, ["air"]);
  assert.deepEqual(read.places, ["a"]);
});

test("a panel taken away comes back as the last, in its usual size", () => {
  const back = withPanel(without(USUAL, "levels"), "levels");
  assert.deepEqual(back.panels[back.panels.length - 1], USUAL.panels[0]);
  assert.deepEqual(moved(USUAL, "levels", -1), USUAL);
});

test("the hour of the week is the city's, on both sides of a clock change", () => {
  assert.equal(hourOfWeek(Date.parse("2026-11-23T00:30:00+01:00")), 0);
  assert.equal(hourOfWeek(Date.parse("2026-10-25T00:30:00Z")), 6 * 24 + 2);
  assert.equal(hourOfWeek(Date.parse("2026-10-25T01:30:00Z")), 6 * 24 + 2);
});

test("how unusual goes by the spread of the hour, and never by less than the quantity can show", () => {
  assert.equal(judged(12, usual, 1, 0.1), undefined);
  assert.equal(judged(17.9, usual, 1, 0.1), undefined);
  assert.deepEqual(judged(18.1, usual, 1, 0.1), { grade: 1, high: true });
  assert.deepEqual(judged(25, usual, 1, 0.1), { grade: 2, high: true });
  assert.deepEqual(judged(-20, usual, 1, 0.1), { grade: 3, high: false });
  const still = { weeks: 3, median: 0, low: 0, high: 0 };
  assert.equal(judged(0.02, still, 0, 0.01), undefined, "two steps are not unusual");
  assert.equal(judged(1, still, 2, 0.01), undefined, "nor is what the week knows");
});

test("fifty similar findings are one line, and so are many quantities of one theme at one place", () => {
  const finding = (place: string, quantity: string, value: number): Finding => ({
    key: `${place} ${quantity}`, dataset: "town-air", place, quantity, theme: "air", value, usual, start: NOON, ...judged(value, usual, 1, 0.1)!,
  });
  const city = Array.from({ length: 50 }, (_, index) => finding(`place-${index}`, "pm2-5", 20 + index));
  const groups = grouped([...city, finding("harbour", "pm10", 100), finding("harbour", "ozone", 19)]);
  assert.equal(groups.length, 2);
  const many = groups.find(({ by }) => by === "quantity");
  assert.equal(many?.findings.length, 50);
  assert.equal(many?.findings[0].place, "place-49", "the most unusual first");
  assert.deepEqual(groups.find(({ by }) => by === "place")?.findings.map(({ quantity }) => quantity), ["pm10", "ozone"]);
});

test("an hour is judged when it has gone on for a while, until then the one before it", () => {
  const hours = new Hours();
  const key = "town-air town-square town-1 pm2-5";
  hours.take(hour({ mean: 3, status: "complete" }, NOON - HOUR));
  hours.take(hour({ mean: 9 }));
  assert.equal(hours.judgeable(key, NOON + 5 * MINUTE)?.figures.mean, 3);
  assert.equal(hours.judgeable(key, NOON + 15 * MINUTE)?.figures.mean, 9);
  assert.equal(hours.judgeable(key, NOON + 3 * HOUR), undefined, "an old hour says nothing of now");
});

test("the usual of a series is found by the hour of its week, and is unknown where it is", () => {
  const normal = new Normal();
  const hours = [{ weekday: 6, hour: 13, n: 8, median: 10, p25: 8, p75: 12 }];
  normal.take({ dataset: "town-air", series: [{ place: "town-square", sensor: "town-1", quantity: "pm2-5", statistic: "mean", hours }] });
  const week = normal.of("town-air town-square town-1 pm2-5");
  assert.deepEqual(week?.at(hourOfWeek(NOON)), usual);
  assert.equal(week?.at(0), undefined);
  assert.equal(week?.spread, 4);
  normal.take({ dataset: "town-crowd", series: [{ area: "1km_6199_576", quantity: "people-count", statistic: "sum", hours }] });
  assert.deepEqual(normal.of("town-crowd 1km_6199_576  people-count")?.at(hourOfWeek(NOON)), usual);
});

test("the middle of bearings goes round, and of states is the share that is on", () => {
  assert.equal(Math.round(middleOf([350, 20], "direction")), 5);
  assert.equal(middleOf([1, 0, 0, 1], "state"), 0.5);
  assert.equal(middleOf([3, 1, 2], "gauge"), 2);
});

test("a trend is a change that counts in the day's reach", () => {
  assert.equal(trendOf(10.1, [0, 5, 10]), "steady");
  assert.equal(trendOf(12, [0, 5, 10]), "up");
  assert.equal(trendOf(8, [0, 5, 10]), "down");
  assert.equal(trendOf(8, [undefined, 5, undefined]), "unknown");
});

test("a day is a day, however long it is listened to", () => {
  const days = new Days();
  for (let index = 0; index < 24 * 30; index++) {
    days.set("pm2-5", NOON + index * HOUR, index);
  }
  assert.equal((days as unknown as { hours: Map<string, Map<number, number>> }).hours.get("pm2-5")?.size, 25);
});

function town(sensors: number, silentOnes: number): City {
  const city = new City();
  const features = Array.from({ length: sensors }, (_, index) => ({ id: `p${index >> 1}`, geometry: { type: "Point", coordinates: [10, 56] }, properties: {} }));
  city.describe([{ dataset: datasetFrom({ id: "town-air", resolutions: ["PT1M"], quantities: ["pm2-5"] }), areas: [], places: placesFrom({ features }) }]);
  for (let index = 0; index < sensors; index++) {
    const start = index < silentOnes ? NOON - 5 * HOUR : NOON;
    city.take(hour({ place: `p${index >> 1}`, sensor: `s${index}`, resolution: "PT1M", end: iso(start + MINUTE), last: 1 }, start));
  }
  return city;
}

test("a place whose sensors are all silent is one line; the rest goes by dataset", () => {
  const city = town(8, 3);
  const sensors = sensorsOf(city, () => true);
  const groups = silentGroups(silentOf(sensors, NOON + MINUTE), sensors);
  assert.deepEqual(groups.map(({ by, name, sensors: there, of }) => [by, name, there.length, of]), [["place", "p0", 2, undefined], ["kin", "town-air", 1, 8]]);
});

test("who may know of devices sees those of no open dataset too, each sensor once", () => {
  const sensors = sensorsOf(town(8, 1), () => true);
  const device = (sensor: string) => ({ sensor, profile: "meter", place: "p9", lastSeen: iso(NOON), silentSince: iso(NOON), battery: 7 });
  const found = withDevices(silentOf(sensors, NOON + MINUTE), [device("s0"), device("hidden")], () => true);
  assert.deepEqual(found.map(({ sensor, kin, open, battery }) => [sensor, kin, open, battery]), [["s0", "town-air", true, 7], ["hidden", "meter", false, 7]]);
});

test("a dataset is late when nothing of it is news, whatever its single sensors do", () => {
  const city = town(8, 3);
  const sensors = sensorsOf(city, () => true);
  const [fresh] = freshnessOf(city, sensors, new Map(), NOON + MINUTE);
  assert.deepEqual([fresh?.late, fresh?.onTime, fresh?.sensors], [false, 5, 8]);
  assert.equal(freshnessOf(city, sensors, new Map(), NOON + HOUR)[0]?.late, true);
});

test("the day is drawn with a gap where an hour is missing, and nothing before the first that is known", () => {
  const day = Array.from({ length: 24 }, (_, index) => (index < 20 || index === 22 ? undefined : index));
  const { cells, from, to, style } = figuresOfDay({ quantity: "pm2-5", kind: "gauge", day, until: NOON });
  assert.equal(to - from, 24 * HOUR);
  assert.equal(style, "line");
  assert.deepEqual(cells.map(({ start, value, gap }) => [(start - from) / HOUR, value ?? gap]), [[20, 20], [21, 21], [22, "missing"], [23, 23]]);
  assert.equal(figuresOfDay({ quantity: "rain-amount", kind: "amount", day, until: NOON }).style, "bars");
});

test("a source is late when it is silent for longer than it ever was, or has no connection", () => {
  const sources = new Sources();
  const counts = (often: number, seldom: number, connected = true) => [
    { source: "often", received: often, connected },
    { source: "seldom", received: seldom },
    { source: "never", received: 0 },
  ];
  for (let minute = 0; minute <= 180; minute++) {
    sources.take(counts(minute * 12, Math.floor(minute / 60)), NOON + minute * MINUTE);
  }
  const quiet = (minutes: number, connected = true): (string | number | undefined)[] => {
    const at = NOON + (180 + minutes) * MINUTE;
    sources.take(counts(180 * 12, 3, connected), at);
    return sources.at(at).filter(({ late }) => late).map(({ source }) => source);
  };
  assert.deepEqual(sources.at(NOON + 180 * MINUTE).map(({ source, perMinute, late }) => [source, perMinute, late]), [["never", 0, false], ["often", 12, false], ["seldom", 0.2, false]]);
  assert.deepEqual(quiet(4), []);
  assert.deepEqual(quiet(6), ["often"]);
  assert.deepEqual(quiet(170), ["often"]);
  assert.deepEqual(quiet(190), ["often", "seldom"]);
  assert.deepEqual(quiet(191, false), ["often", "seldom"]);
  sources.take([{ source: "often", received: 5, connected: true }], NOON + 380 * MINUTE);
  assert.deepEqual(sources.at(NOON + 381 * MINUTE).map(({ source }) => source), ["often"]);
});

test("a source without a connection is late at once", () => {
  const sources = new Sources();
  sources.take([{ source: "broker", received: 7, connected: false }], NOON);
  assert.deepEqual(sources.at(NOON).map(({ late }) => late), [true]);
});
