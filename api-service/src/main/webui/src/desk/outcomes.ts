import { ratio } from "./policy-draft.ts";
import type { Outcome, PolicyKeys, Report, SimulationJob } from "./shapes.ts";

/** How often the smallest group that a class allows: so many are tried at once. */
const TIMES = [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10, 20];

/** The smallest groups that are tried beside a policy's own. */
export function groupsFrom(least: number): number[] {
  return [...new Set(TIMES.map((times) => Math.round(least * times)))];
}

/** What each smallest group comes to; that of the policy itself with all that the report says. */
export function outcomes(report: Report, own: number): Outcome[] {
  const ofPolicy: Outcome = { smallestGroup: own, withheld: report.withheld, withheldShare: report.withheldShare, byResolution: report.byResolution, byArea: report.byArea, errors: report.errors };
  const others = report.bySmallestGroup.filter((each) => each.smallestGroup !== own);
  return [...others, ofPolicy].sort((one, next) => one.smallestGroup - next.smallestGroup);
}

export function ownGroup(job: SimulationJob): number {
  return job.order.policy.rules.smallestGroup;
}

/** The policy as an engineer writes it into the dataset's file. */
export function policyText(keys: PolicyKeys, change: PolicyKeys = {}): string {
  return Object.entries({ ...keys, ...change })
    .map(([key, held]) => `${key}: ${Array.isArray(held) ? `[${held.join(", ")}]` : String(held)}`)
    .join("\n");
}

/** All powers of a half from the most that is allowed. */
export function epsilons(most: string, own: string): string[] {
  const value = ratio;
  const usual = ["1/16", "1/8", "1/4", "1/2", "1/1", "2/1"].filter((each) => value(each) <= value(most));
  const same = usual.find((each) => value(each) === value(own));
  return same === undefined ? [...usual, own].sort((one, next) => value(one) - value(next)) : usual;
}

export function sameRatio(one: string, other: string): boolean {
  const whole = (ratio: string): string => (ratio.includes("/") ? ratio : `${ratio}/1`);
  return whole(one) === whole(other);
}
