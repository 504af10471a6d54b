import { lengthOf } from "./format.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LENGTHS = { PT1H: HOUR, PT6H: 6 * HOUR, P1D: DAY, P7D: 7 * DAY, P30D: 30 * DAY, P365D: 365 * DAY, P30M: 913 * DAY } as const;

/** How far back from now one looks. */
export type Span = keyof typeof LENGTHS;

/** In milliseconds; months are as long as they are on average. */
export function spanLength(span: Span): number {
  return LENGTHS[span];
}

/** Whether a finished window lies in such a span at any time: the one that runs, and the one that the span cuts off, may take up to a whole length together. */
export function holdsFinished(span: Span, resolution: string): boolean {
  return LENGTHS[span] >= 2 * lengthOf(resolution);
}

/** The span that the API takes where none is asked for. */
export function usualSpan(resolution: string): Span {
  const length = lengthOf(resolution);
  return length < DAY ? "P1D" : length < 28 * DAY ? "P30D" : "P30M";
}
