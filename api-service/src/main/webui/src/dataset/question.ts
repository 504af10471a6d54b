import type { Detail, Spot } from "../api/details.ts";
import type { Quantity } from "../api/shapes.ts";
import { lengthOf } from "../page/format.ts";
import { type Asked, figureName } from "../page/snippets.ts";
import { squareSize } from "../page/spots.ts";

/** How far back from now one looks. */
export const SPANS = ["PT6H", "P1D", "P7D", "P31D", "P365D"] as const;
export type Span = (typeof SPANS)[number];

const HOUR = 3_600_000;
const SPAN_LENGTHS: Record<Span, number> = { PT6H: 6 * HOUR, P1D: 24 * HOUR, P7D: 168 * HOUR, P31D: 744 * HOUR, P365D: 8760 * HOUR };

/** So many windows can be told apart on a screen; where none is chosen, the finest resolution with no more is. */
const READABLE = 800;
/** Up to so many are fetched one by one with their gaps; of more, those that make the same curve. */
const MOST_ONE_BY_ONE = 3_000;
const POINTS = "1600";

/** What the page shows, held in its address so that it can be shared. */
export interface Choice {
  readonly spot: string | null;
  readonly sensor: string | null;
  readonly quantity: string | null;
  readonly resolution: string | null;
  readonly span: Span;
}

export function readChoice(search: string): Choice {
  const parameters = new URLSearchParams(search);
  const span = parameters.get("span");
  return {
    spot: parameters.get("place") ?? parameters.get("area"),
    sensor: parameters.get("sensor"),
    quantity: parameters.get("quantity"),
    resolution: parameters.get("resolution"),
    span: SPANS.find((one) => one === span) ?? "P1D",
  };
}

/** A question that can be asked: everything that was left open is decided. */
export interface Question {
  readonly dataset: string;
  readonly spot: Spot;
  readonly sensor: string | null;
  readonly quantity: Quantity;
  readonly resolution: string;
  readonly span: Span;
}

/** Undefined where nothing is measured anywhere. What is chosen and not there counts as not chosen. */
export function decide(choice: Choice, detail: Detail, spots: readonly Spot[], usual: string | undefined): Question | undefined {
  const chosen = spots.find(({ id }) => id === choice.spot) ?? spots.find(({ id }) => id === usual) ?? coarsest(spots);
  if (chosen === undefined) {
    return undefined;
  }
  const there = measuredAt(detail, chosen);
  const quantity = there.find(({ id }) => id === choice.quantity) ?? there[0];
  if (quantity === undefined) {
    return undefined;
  }
  const resolution = detail.resolutions.find((one) => one === choice.resolution) ?? readable(detail.resolutions, choice.span);
  return { dataset: detail.id, spot: chosen, sensor: choice.sensor, quantity, resolution, span: choice.span };
}

export function measuredAt(detail: Detail, spot: Spot): readonly Quantity[] {
  return spot.quantities.length === 0 ? detail.quantities : detail.quantities.filter(({ id }) => spot.quantities.includes(id));
}

/** Of squares within squares, the middle ones tell most. */
function coarsest(spots: readonly Spot[]): Spot | undefined {
  return [...spots].sort((a, b) => Math.abs(squareSize(a.id) - 1000) - Math.abs(squareSize(b.id) - 1000))[0];
}

/** The finest resolution that can be read over such a span. */
export function readable(resolutions: readonly string[], span: Span): string {
  return resolutions.find((one) => SPAN_LENGTHS[span] / lengthOf(one) <= READABLE) ?? resolutions[resolutions.length - 1] ?? "PT1H";
}

export function rangeOf(span: Span, now: number): { readonly from: number; readonly to: number } {
  return { from: now - SPAN_LENGTHS[span], to: now };
}

export function isSampled({ span, resolution }: Question): boolean {
  return SPAN_LENGTHS[span] / lengthOf(resolution) > MOST_ONE_BY_ONE;
}

/** The question as the API takes it. */
export function asked(question: Question, base: string): Asked {
  const { dataset, spot, sensor, quantity, resolution, span } = question;
  return {
    base,
    dataset,
    parameters: {
      ...(spot.isArea ? { area: spot.id } : { place: spot.id }),
      ...(sensor === null ? {} : { sensor }),
      quantity: quantity.id,
      resolution,
      from: span,
    },
    figure: figureName(quantity.kind),
  };
}

/** What to ask so that a chart can be drawn: all cells with why they are empty, or a sample and, besides, its gaps. */
export function chartWishes(question: Question): Record<string, string>[] {
  return isSampled(question)
    ? [
        { points: POINTS, limit: "10000" },
        { gaps: "true", status: "missing,not-yet", limit: "10000" },
      ]
    : [{ gaps: "true", limit: "10000" }];
}
