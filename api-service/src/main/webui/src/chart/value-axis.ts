/** The marks of a scale of values and how far it reaches. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** How many decimal places the marks need. */
  readonly places: number;
}

/** A scale in steps of 1, 2 or 5 that holds both values; from zero where the figures are sums. */
export function scaleOf(lowest: number, highest: number, most: number, fromZero: boolean): Scale {
  let low = fromZero ? Math.min(0, lowest) : lowest;
  let high = fromZero ? Math.max(0, highest) : highest;
  if (!(high > low)) {
    const around = Math.abs(high) * 0.05 || 1;
    low = fromZero ? low : low - around;
    high += around;
  }
  const step = stepOf((high - low) / Math.max(1, most));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step, step));
  return { low: ticks[0] ?? low, high: ticks[ticks.length - 1] ?? high, ticks, places: placesOf(step) };
}

/** A whole circle, for bearings. */
export const COMPASS: Scale = { low: 0, high: 360, ticks: [0, 90, 180, 270, 360], places: 0 };

/** From never to always. */
export const SHARE: Scale = { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], places: 2 };

function stepOf(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return power * (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 5.0001 ? 5 : 10);
}

function placesOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

function rounded(value: number, step: number): number {
  return Number(value.toFixed(placesOf(step)));
}
