import type { WindowJson } from "../api/shapes.ts";
import { drawn } from "../page/dom.ts";

export interface Step {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const WIDTH = 320;
const HEIGHT = 56;
const EDGE = 4;
const DAY_MS = 86_400_000;

/** Bars for what comes together over time, points for bearings (which turn round at 360°), a curve for everything else. */
export type Style = "curve" | "bars" | "points";

/** A day of windows as a small curve with its band of lowest and highest; broken where nothing was measured. */
export function sparkline(steps: readonly Step[], now: number, style: Style): SVGSVGElement {
  const bars = style === "bars";
  const lowest = bars ? 0 : Math.min(...steps.map((step) => step.low));
  const highest = Math.max(...steps.map((step) => (bars ? step.value : step.high)));
  const reach = highest - lowest || 1;
  const x = (at: number): number => Math.min(WIDTH, Math.max(0, WIDTH - ((now - at) / DAY_MS) * WIDTH));
  const y = (value: number): number =>
    highest === lowest && !bars ? HEIGHT / 2 : HEIGHT - EDGE - ((value - lowest) / reach) * (HEIGHT - 2 * EDGE);
  const svg = drawn("svg", { class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  if (bars) {
    const path = steps
      .filter((step) => step.value > 0)
      .map((step) => `M${x(step.start).toFixed(1)} ${HEIGHT}V${y(step.value).toFixed(1)}H${(x(step.end) - 0.4).toFixed(1)}V${HEIGHT}Z`)
      .join("");
    svg.append(drawn("path", { class: "bars", d: path }), drawn("path", { class: "base", d: `M0 ${HEIGHT}H${WIDTH}` }));
    return svg;
  }
  const middle = (step: Step): number => x((step.start + step.end) / 2);
  if (style === "points") {
    const points = steps.map((step) => `M${middle(step).toFixed(1)} ${y(step.value).toFixed(1)}h0.01`).join("");
    svg.append(drawn("path", { class: "curve points", d: points, "vector-effect": "non-scaling-stroke" }));
    return svg;
  }
  for (const run of unbroken(steps)) {
    const upper = run.map((step) => `${middle(step).toFixed(1)} ${y(step.high).toFixed(1)}`);
    const lower = run.map((step) => `${middle(step).toFixed(1)} ${y(step.low).toFixed(1)}`).reverse();
    const line = run.map((step) => `${middle(step).toFixed(1)} ${y(step.value).toFixed(1)}`);
    svg.append(
      drawn("path", { class: "band", d: `M${upper.join("L")}L${lower.join("L")}Z` }),
      drawn("path", { class: "curve", d: line.length === 1 ? `M${line[0]}h0.1` : `M${line.join("L")}`, "vector-effect": "non-scaling-stroke" }),
    );
  }
  return svg;
}

/** The last revision of each window of the last day, in order of time. */
export function stepsOf(windows: readonly WindowJson[], bars: boolean, now: number): Step[] {
  const byStart = new Map<string, WindowJson>();
  for (const window of windows) {
    const known = byStart.get(window.start);
    if (known === undefined || window.revision >= known.revision) {
      byStart.set(window.start, window);
    }
  }
  const steps: Step[] = [];
  for (const window of byStart.values()) {
    const value = bars ? (window.sum ?? window.delta) : (window.mean ?? window.last);
    const start = Date.parse(window.start);
    if (window.status !== "suppressed" && value !== undefined && start >= now - DAY_MS) {
      steps.push({
        start,
        end: Date.parse(window.end),
        value,
        low: window.min ?? value,
        high: window.max ?? value,
      });
    }
  }
  return steps.sort((a, b) => a.start - b.start);
}

/** Stretches in which each window follows on the one before. */
export function unbroken(steps: readonly Step[]): Step[][] {
  const runs: Step[][] = [];
  let previous: Step | undefined;
  for (const step of steps) {
    if (previous === undefined || step.start > previous.end) {
      runs.push([]);
    }
    runs[runs.length - 1]?.push(step);
    previous = step;
  }
  return runs;
}
