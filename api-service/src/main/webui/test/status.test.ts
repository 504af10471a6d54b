import assert from "node:assert/strict";
import { test } from "node:test";
import { type Day, PARTS, type PartState, type StatusReport, minutesIn, minutesOf, toneOf, uptime, verdict } from "../src/status/report.ts";

const AT = "2026-11-21T12:00:00Z";

function report(states: Partial<Record<(typeof PARTS)[number], PartState["status"]>>): StatusReport {
  const parts = Object.fromEntries(PARTS.map((part) => [part, { status: states[part] ?? "up" }])) as StatusReport["parts"];
  const up = Object.values(parts).every(({ status }) => status === "up");
  return { status: up ? "up" : "degraded", at: AT, parts, heartbeat: { status: "on-time" }, datasets: [], days: [], incidents: [] };
}

function day(history: { seen: number; up: number }): Day {
  const well = { seen: 1440, up: 1440 };
  return { day: "2026-11-21", minutes: 1440, live: well, ingest: well, aggregator: well, registry: well, history };
}

test("what is down counts more than what starts, and what starts is not well", () => {
  assert.equal(verdict(report({})), "good");
  assert.equal(verdict(report({ live: "starting" })), "starting");
  assert.equal(verdict(report({ live: "starting", history: "down" })), "bad");
});

test("a day nobody looked at is neither well nor amiss", () => {
  assert.deepEqual([toneOf({ seen: 0, up: 0 }), toneOf({ seen: 10, up: 10 }), toneOf({ seen: 1440, up: 1439 }), toneOf({ seen: 1440, up: 0 })], ["unseen", "good", "amiss", "bad"]);
  assert.equal(uptime([day({ seen: 0, up: 0 })], "history"), undefined);
  assert.equal(uptime([day({ seen: 0, up: 0 }), day({ seen: 100, up: 75 })], "history"), 0.75);
});

test("durations are read as the service writes them", () => {
  assert.deepEqual(["PT2M", "PT31M", "PT48H1M", "P1DT3H", "PT90S"].map(minutesIn), [2, 31, 2881, 1620, 2]);
  assert.equal(minutesOf({ what: "trouble", from: "2026-11-21T11:30:00Z" }, AT), 30);
});
