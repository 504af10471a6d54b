import assert from "node:assert/strict";
import { test } from "node:test";
import { classOf, project } from "../src/desk/area-map.ts";
import { differences } from "../src/desk/audit.ts";
import { referenceWith } from "../src/desk/grounds.ts";
import { epsilons, groupsFrom, outcomes, policyText } from "../src/desk/outcomes.ts";
import { keepLooking } from "../src/desk/parts.ts";
import { bounds, keysOf, refusals } from "../src/desk/policy-draft.ts";
import { differing, keysOfTried } from "../src/desk/tried-policy.ts";
import type { Report } from "../src/desk/shapes.ts";
import { length, points, share } from "../src/desk/telling.ts";
import { instantOf, local } from "../src/desk/times.ts";
import { waysOf } from "../src/desk/usage.ts";
import { speech } from "../src/page/language.ts";

const REPORT: Report = {
  resolution: "PT1H",
  leaves: 100,
  silent: 0,
  withheld: 20,
  withheldShare: 0.2,
  byResolution: [],
  byArea: [{ area: "a", leaves: 100, withheld: 20, withheldShare: 0.2 }],
  errors: [],
  bySmallestGroup: [
    { smallestGroup: 20, withheld: 20, withheldShare: 0.2 },
    { smallestGroup: 10, withheld: 10, withheldShare: 0.1 },
  ],
};

test("the policy's own group is among those that can be moved to, with all that is known of it", () => {
  const all = outcomes(REPORT, 20);
  assert.deepEqual(all.map((each) => each.smallestGroup), [10, 20]);
  assert.equal(all[1]?.byArea?.length, 1);
  // A report from before there were areas for each group says nothing of them, and is not guessed at.
  assert.equal(all[0]?.byArea, undefined);
});

test("no group below the floor of its class is tried, and none more often than once", () => {
  assert.deepEqual(groupsFrom(10), [10, 15, 20, 25, 30, 40, 50, 75, 100, 200]);
  assert.deepEqual(new Set(groupsFrom(1)).size, groupsFrom(1).length);
  assert.deepEqual(epsilons("1/1", "1/3"), ["1/16", "1/8", "1/4", "1/3", "1/2", "1/1"]);
  assert.deepEqual(epsilons("1/1", "1"), ["1/16", "1/8", "1/4", "1/2", "1/1"]);
});

test("a reference names one simulation: the one that was kept last", () => {
  assert.equal(referenceWith("2026-0042, simulation-17", "simulation-18"), "2026-0042, simulation-18");
  assert.equal(referenceWith("", "simulation-18"), "simulation-18");
  assert.equal(referenceWith("2026-0042, simulation-17", undefined), "2026-0042, simulation-17");
});

test("a share has the colour of its class: nothing withheld has one of its own", () => {
  assert.deepEqual([0, 0.05, 0.1, 0.3, 0.6, 0.9, 1].map(classOf), [0, 1, 2, 3, 4, 5, 5]);
});

test("a square is drawn as a square, as far north as Denmark is", () => {
  const flat = project([
    [10, 56],
    [10.0161, 56.009],
  ]);
  assert.ok(flat !== undefined);
  const [west, south] = flat.at(10, 56);
  const [east, north] = flat.at(10.0161, 56.009);
  assert.ok(Math.abs((east - west) / (south - north) - 1) < 0.02);
  assert.equal(project([]), undefined);
});

test("what changed is found whatever it is", () => {
  assert.deepEqual(differences({ a: [1], b: { c: 1 }, d: "same" }, { a: [1], b: { c: 2 }, d: "same", e: 1 }), ["b", "e"]);
  assert.deepEqual(differences(undefined, { a: 1 }), ["a"]);
});

test("figures are said as people write them", () => {
  const danish = speech("da");
  assert.equal(length(danish, "P1Y6M"), "1 år 6 måneder");
  assert.equal(length(danish, "PT15M"), "15 minutter");
  assert.equal(length(danish, "often"), "often");
  assert.equal(share(danish, 0.165).replace(/\s/, " "), "16,5 %");
  assert.equal(points(danish, 0.22, 0.165), "+5,5");
});

test("a policy is written as a file has it", () => {
  assert.equal(policyText({ unit: "passage", smallestGroup: 20, bands: [0, 20] }, { smallestGroup: 40 }), "unit: passage\nsmallestGroup: 40\nbands: [0, 20]");
});

test("every way in which data is given has a column", () => {
  assert.deepEqual(waysOf([{ day: "2026-11-21", latest: { fewerThan: 10 }, windows: { json: { requests: 20 }, csv: { fewerThan: 10 } } }]), ["latest", "windows.json", "windows.csv"]);
});

test("a moment that nobody changed is the instant that it was filled with, and another is its minute", () => {
  const decided = "2026-11-22T04:12:33.456Z";
  const written = local(decided);
  assert.equal(instantOf(written, decided), decided);
  assert.equal(instantOf(local("2026-11-22T05:00:30Z"), decided), "2026-11-22T05:00:00.000Z");
  assert.equal(instantOf(written, undefined), "2026-11-22T04:12:00.000Z");
});

const TRIAL = {
  version: 1,
  policy: { unit: "passage", smallestGroup: 20, largestShare: 0.5, epsilon: "1/4", resolution: "PT1H", cell: "1km", rounding: 1, delay: "PT5M", tellsZero: false },
  units: [{ unit: "passage", smallestGroup: 10 }],
  cells: ["10km", "1km", "250m"],
  resolutions: ["PT15M", "PT1H"],
  mostEpsilon: "1/1",
  mostDailyEpsilon: "8/1",
  mostShare: 0.5,
  mayTellZero: true,
  scale: 0,
};
const DRAFT = { group: "20", cell: "1km", resolution: "PT1H", epsilon: "1/4", share: "50", rounding: "", bands: "", delay: "PT5M", tellsZero: false, dropped: [], cap: "", daily: "" };

test("what is below the floor of its class, or no sense, is refused where it was written", () => {
  const fields = (change: Partial<typeof DRAFT>, trial: Partial<typeof TRIAL> = {}): string[] => refusals({ ...DRAFT, ...change }, { ...TRIAL, ...trial }, 1).map(({ field }) => field);
  assert.deepEqual(fields({}), []);
  assert.deepEqual(fields({ group: "9", share: "50,5", epsilon: "2/1", rounding: "0.5", bands: "100; 20", tellsZero: true }, { mayTellZero: false }), ["group", "share", "epsilon", "rounding", "bands", "tellsZero"]);
  assert.deepEqual(fields({ group: "", share: "0", bands: "20; x" }), ["group", "share", "bands"]);
  assert.deepEqual(fields({ rounding: "0,5", bands: "2,5; 10" }, { scale: 1 }), []);
  const homes = { policy: { ...TRIAL.policy, unit: "household" }, units: [{ unit: "household", smallestGroup: 10 }], mostDailyEpsilon: "2/1" };
  assert.deepEqual(fields({}, homes), ["cap", "daily"]);
  assert.deepEqual(fields({ cap: "30", daily: "4/1" }, homes), ["daily"]);
  assert.deepEqual(bounds("20, 100; 250"), [20, 100, 250]);
  assert.deepEqual(bounds("2,5; 10"), [2.5, 10]);
  assert.deepEqual(refusals({ ...DRAFT, dropped: [] }, TRIAL, 0).map(({ field }) => field), ["dropped"]);
});

test("what was decided is ordered by the keys that a file has, and read back as the same", () => {
  const keys = keysOf({ ...DRAFT, share: "12,5", rounding: "10", bands: "20; 100" }, TRIAL);
  assert.deepEqual(keys, { unit: "passage", smallestGroup: 20, largestShare: 0.125, epsilon: "1/4", resolution: "PT1H", cell: "1km", rounding: 10, bands: [20, 100], delay: "PT5M", tellsZero: false });
  const rules = { unit: "PASSAGE", smallestGroup: 20, largestShare: 125, noise: { epsilon: "1/4", cap: 1 }, rounding: 10, bands: { bounds: [20, 100] }, delay: "PT5M", dropped: [], tellsZero: false };
  const job = { job: "simulation-1", from: "", to: "", state: "done", order: { policy: { grain: { tree: "x/250m", depth: 1, resolution: "PT1H" }, rules } } } as const;
  assert.deepEqual(differing(keysOfTried(job, TRIAL), keys, TRIAL), []);
  assert.deepEqual(differing(keysOfTried(job, TRIAL), TRIAL.policy, TRIAL), ["largestShare", "rounding", "bands"]);
});

test("a look that is never answered is given up, and the next one is taken", async (t) => {
  // Given an answer that stalls
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const patience = new AbortController();
  t.mock.method(AbortSignal, "timeout", () => patience.signal);
  let looks = 0;
  const stop = keepLooking((end) => {
    looks++;
    return new Promise((_, refuse) => end.addEventListener("abort", () => refuse(end.reason)));
  });
  t.mock.timers.tick(1_000);
  assert.equal(looks, 1);

  // When
  patience.abort();
  await new Promise(setImmediate);
  t.mock.timers.tick(5_000);

  // Then
  assert.equal(looks, 2);
  stop();
});
