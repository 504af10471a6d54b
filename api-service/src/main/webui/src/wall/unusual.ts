import type { Theme } from "../api/shapes.ts";
import type { Usual } from "./normal.ts";

/** How unusual: 1 out of the usual, 2 far, 3 very far. */
export type Grade = 1 | 2 | 3;

export interface Judgement {
  readonly grade: Grade;
  readonly high: boolean;
}

/** A series whose hour is not as that hour usually is. */
export interface Finding extends Judgement {
  readonly key: string;
  readonly dataset: string;
  readonly place: string;
  readonly quantity: string;
  readonly theme: Theme;
  readonly value: number;
  readonly usual: Usual;
  /** When the hour began. */
  readonly start: number;
}

/** Findings that are one piece of news: one quantity at many places, or one theme at one place. */
export interface Group {
  readonly key: string;
  readonly by: "quantity" | "place";
  readonly theme: Theme;
  readonly grade: Grade;
  /** The most unusual first. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** How many times the usual spread lies between a value and the middle half, at least: the fences that statisticians use, and one more. */
const FENCES: readonly [number, Grade][] = [
  [6, 3],
  [3, 2],
  [1.5, 1],
];
/** A spread below this share of the median is rather a lack of weeks than steadiness. */
const LEAST_SHARE = 0.05;
/** From so many places on, one quantity is one line. */
const MANY_PLACES = 3;

/**
 * Whether a value is unusual for its hour, and how much.
 *
 * @param spread of the series over the whole week
 * @param step the smallest difference that the quantity can show
 */
export function judged(value: number, usual: Usual, spread: number, step: number): Judgement | undefined {
  const apart = Math.max(usual.high - usual.low, spread, LEAST_SHARE * Math.abs(usual.median), 2 * step);
  const high = value > usual.high;
  const beyond = (high ? value - usual.high : usual.low - value) / apart;
  const fence = FENCES.find(([times]) => beyond > times);
  return fence === undefined ? undefined : { grade: fence[1], high };
}

/** Fifty similar findings are one line; the gravest first. */
export function grouped(findings: readonly Finding[]): Group[] {
  const groups: Group[] = [];
  const rest: Finding[] = [];
  for (const [key, alike] of by(findings, ({ quantity, high }) => `${quantity} ${high ? "high" : "low"}`)) {
    if (new Set(alike.map(({ place }) => place)).size >= MANY_PLACES) {
      groups.push(group(key, "quantity", alike));
    } else {
      rest.push(...alike);
    }
  }
  for (const [key, there] of by(rest, ({ place, theme }) => `${place} ${theme}`)) {
    groups.push(group(key, "place", there));
  }
  return groups.sort((a, b) => b.grade - a.grade || b.findings.length - a.findings.length || (a.key < b.key ? -1 : 1));
}

function group(key: string, kind: Group["by"], found: readonly [Finding, ...Finding[]]): Group {
  const findings = [...found].sort((a, b) => b.grade - a.grade || distance(b) - distance(a)) as [Finding, ...Finding[]];
  return { key: `${kind} ${key}`, by: kind, theme: findings[0].theme, grade: findings[0].grade, findings };
}

function distance({ value, usual }: Finding): number {
  return Math.abs(value - usual.median);
}

function by(findings: readonly Finding[], key: (finding: Finding) => string): Map<string, [Finding, ...Finding[]]> {
  const found = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const alike = found.get(key(finding));
    if (alike === undefined) {
      found.set(key(finding), [finding]);
    } else {
      alike.push(finding);
    }
  }
  return found;
}
