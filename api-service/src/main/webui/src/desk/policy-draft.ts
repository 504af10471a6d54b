import type { MessageKey } from "../page/messages.ts";
import type { PolicyKeys, Trial } from "./shapes.ts";

/** What a person has written of a policy, as it stands in the fields. */
export interface Draft {
  readonly group: string;
  readonly cell: string;
  readonly resolution: string;
  readonly epsilon: string;
  /** In percent. */
  readonly share: string;
  readonly rounding: string;
  readonly bands: string;
  readonly delay: string;
  readonly tellsZero: boolean;
  readonly dropped: readonly string[];
  readonly cap: string;
  readonly daily: string;
}

/** What is wrong in a field, and what is allowed. */
export interface Refusal {
  readonly field: keyof Draft;
  readonly key: MessageKey;
  readonly figures: Readonly<Record<string, string | number>>;
}

const LARGEST_GROUP = 1_000_000;

/** A number as people write it: with a comma or a point; NaN where it is none. */
export function figure(written: string): number {
  const plain = written.trim().replace(",", ".");
  return plain === "" ? Number.NaN : Number(plain);
}

export function ratio(written: string): number {
  const [above = "", below = "1"] = written.split("/");
  return Number(above) / Number(below);
}

/** The bounds of ordinal classes: "20; 100" or "20, 100". */
export function bounds(written: string): number[] {
  return written
    .split(/[;\s]+|,\s+/)
    .filter((each) => each !== "")
    .map(figure);
}

/** As many places as the values of the dataset have. */
export function isHeld(value: number, scale: number): boolean {
  return Math.abs(value * 10 ** scale - Math.round(value * 10 ** scale)) < 1e-6;
}

/** All that the floor of the class, or sense, refuses: said before anything is sent. */
export function refusals(draft: Draft, trial: Trial, all: number): Refusal[] {
  const found: Refusal[] = [];
  const refuse = (field: keyof Draft, holds: boolean, key: MessageKey, figures: Refusal["figures"] = {}): void => {
    if (!holds) {
      found.push({ field, key, figures });
    }
  };
  const least = leastOf(trial);
  const group = figure(draft.group);
  refuse("group", Number.isInteger(group) && group >= least && group <= LARGEST_GROUP, "deskRefuseGroup", { least, most: LARGEST_GROUP });
  const most = trial.mostShare * 100;
  const share = figure(draft.share);
  refuse("share", share > 0 && share <= most && isHeld(share, 1), "deskRefuseShare", { most });
  refuse("epsilon", ratio(draft.epsilon) > 0 && ratio(draft.epsilon) <= ratio(trial.mostEpsilon), "deskRefuseEpsilon", { most: plain(trial.mostEpsilon) });
  const step = 10 ** -trial.scale;
  const rounding = figure(draft.rounding);
  refuse("rounding", draft.rounding === "" || (rounding >= step && isHeld(rounding, trial.scale)), "deskRefuseRounding", { step });
  const classes = bounds(draft.bands);
  refuse("bands", classes.every((each, index) => each > (classes[index - 1] ?? 0) && isHeld(each, trial.scale)), "deskRefuseBands", { step });
  refuse("tellsZero", trial.mayTellZero || !draft.tellsZero, "deskRefuseZero");
  refuse("dropped", draft.dropped.length < all, "deskRefuseDropped");
  if (isOfHouseholds(trial)) {
    refuse("cap", figure(draft.cap) >= step && isHeld(figure(draft.cap), trial.scale), "deskRefuseCap", { step });
    refuse("daily", ratio(draft.daily) > 0 && ratio(draft.daily) <= ratio(trial.mostDailyEpsilon), "deskRefuseDaily", { most: plain(trial.mostDailyEpsilon) });
  }
  return found;
}

/** The keys of a policy, as a file has them. What is as it is without being said is not said. */
export function keysOf(draft: Draft, trial: Trial): PolicyKeys {
  const classes = bounds(draft.bands);
  return {
    unit: trial.policy["unit"],
    smallestGroup: figure(draft.group),
    largestShare: Math.round(figure(draft.share) * 10) / 1_000,
    epsilon: draft.epsilon,
    resolution: draft.resolution,
    ...(trial.cells.length === 0 ? {} : { cell: draft.cell }),
    ...(isOfHouseholds(trial) ? { cap: figure(draft.cap), dailyEpsilon: draft.daily } : {}),
    ...(draft.rounding === "" ? {} : { rounding: figure(draft.rounding) }),
    ...(classes.length === 0 ? {} : { bands: classes }),
    delay: draft.delay,
    tellsZero: draft.tellsZero,
    ...(draft.dropped.length === 0 ? {} : { dropped: draft.dropped }),
  };
}

export function isOfHouseholds(trial: Trial): boolean {
  return trial.policy["unit"] === "household";
}

export function leastOf(trial: Trial): number {
  return trial.units.find((each) => each.unit === trial.policy["unit"])?.smallestGroup ?? 1;
}

/** 2 where it is written 2/1. */
export function plain(written: string): string {
  return written.replace(/\/1$/, "");
}
