import type { Detail, Spot } from "../api/details.ts";
import type { Quantity } from "../api/shapes.ts";
import { lengthOf } from "../page/format.ts";
import { type Asked, figureName } from "../page/snippets.ts";
import { type Span, holdsFinished, spanLength, usualSpan } from "../page/spans.ts";
import { squareSize } from "../page/spots.ts";

const SPANS = ["PT6H", "P1D", "P7D", "P30D", "P365D", "P30M"] as const;

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
  readonly span: Span | null;
}

export function readChoice(search: string): Choice {
  const parameters = new URLSearchParams(search);
  // Links that were shared earlier may ask for 31 days.
  const span = parameters.get("span")?.replace("P31D", "P30D");
  return {
    spot: parameters.get("place") ?? parameters.get("area"),
    sensor: parameters.get("sensor"),
    quantity: parameters.get("quantity"),
    resolution: parameters.get("resolution"),
    span: SPANS.find((one) => one === span) ?? null,
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

export interface NotThere {
  readonly part: "spot" | "quantity" | "resolution";
  readonly id: string;
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
  const resolution = detail.resolutions.find((one) => one === choice.resolution) ?? readable(detail.resolutions, choice.span ?? "P1D");
  const span = choice.span !== null && holdsFinished(choice.span, resolution) ? choice.span : usualSpan(resolution);
  return { dataset: detail.id, spot: chosen, sensor: choice.sensor, quantity, resolution, span };
}

/** The spans in which the dataset has something finished to show. */
export function spansOf(resolutions: readonly string[]): readonly (typeof SPANS)[number][] {
  return SPANS.filter((span) => resolutions.some((resolution) => holdsFinished(span, resolution)));
}

/** What was chosen in the address and is not there, so that something else is shown. */
export function notThere(choice: Choice, { spot, quantity, resolution }: Question): readonly NotThere[] {
  const shown = { spot: spot.id, quantity: quantity.id, resolution };
  return (["spot", "quantity", "resolution"] as const).flatMap((part) => {
    const id = choice[part];
    return id === null || id === shown[part] ? [] : [{ part, id }];
  });
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
  const finished = resolutions.filter((one) => holdsFinished(span, one));
  return finished.find((one) => spanLength(span) / lengthOf(one) <= READABLE) ?? finished[finished.length - 1] ?? resolutions[0] ?? "PT1H";
}

export function rangeOf(span: Span, now: number): { readonly from: number; readonly to: number } {
  return { from: now - spanLength(span), to: now };
}

export function isSampled({ span, resolution }: Question): boolean {
  return spanLength(span) / lengthOf(resolution) > MOST_ONE_BY_ONE;
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
