import { plain } from "./policy-draft.ts";
import type { PolicyKeys, SimulationJob, Trial } from "./shapes.ts";

/** The keys of a policy that was tried, as a file has them; what the order does not say is left out. */
export function keysOfTried(job: SimulationJob, trial: Trial): PolicyKeys {
  const { grain, rules } = job.order.policy;
  const scaled = (held: number | undefined): number | undefined => (held === undefined ? undefined : held / 10 ** trial.scale);
  const keys: Record<string, unknown> = {
    unit: rules.unit.toLowerCase(),
    smallestGroup: rules.smallestGroup,
    largestShare: rules.largestShare === undefined ? undefined : rules.largestShare / 1_000,
    epsilon: rules.noise.epsilon,
    cap: rules.unit.toLowerCase() === "household" ? scaled(rules.noise.cap) : undefined,
    dailyEpsilon: rules.daily?.budget,
    resolution: grain.resolution,
    cell: trial.cells.length === 0 ? undefined : trial.cells[Math.min(grain.depth, trial.cells.length - 1)],
    rounding: scaled(rules.rounding),
    bands: rules.bands?.bounds.map((each) => each / 10 ** trial.scale),
    delay: rules.delay,
    tellsZero: rules.tellsZero,
    dropped: rules.dropped === undefined || rules.dropped.length === 0 ? undefined : rules.dropped,
  };
  return Object.fromEntries(Object.entries(keys).filter(([, held]) => held !== undefined));
}

/** The keys in which two policies differ. What one of them leaves out is as it is without being said. */
export function differing(one: PolicyKeys, other: PolicyKeys, trial: Trial): string[] {
  const usual: PolicyKeys = { largestShare: trial.mostShare, rounding: 10 ** -trial.scale, delay: "PT0S", tellsZero: false, cell: trial.cells[trial.cells.length - 1] };
  const same = (held: unknown): string => (typeof held === "string" ? plain(held) : JSON.stringify(held ?? null));
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => same(one[key] ?? usual[key]) !== same(other[key] ?? usual[key]));
}
