// The city's own time. Axes follow its days and hours, right across both changes of the clocks.

const ZONE = "Europe/Copenhagen";
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** An instant as clocks and calendars in the city show it. */
export interface Wall {
  readonly year: number;
  /** 1 for January. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 1 for Monday. */
  readonly weekday: number;
}

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});
const offsets = new Map<number, number>();
const MOST_OFFSETS_KEPT = 20_000;

/** By how much clocks in the city are ahead of UTC. It changes on whole hours alone. */
export function offsetAt(instant: number): number {
  const day = Math.floor(instant / DAY);
  const first = offsetOfHour(day * 24);
  return first === offsetOfHour((day + 1) * 24) ? first : offsetOfHour(Math.floor(instant / HOUR));
}

export function wallAt(instant: number): Wall {
  const shown = new Date(instant + offsetAt(instant));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    weekday: ((shown.getUTCDay() + 6) % 7) + 1,
  };
}

/** The instant of a local midnight; days and months may be past their ends, as 32 January is. */
export function midnight(year: number, month: number, day: number): number {
  const shown = Date.UTC(year, month - 1, day);
  const guess = shown - offsetAt(shown);
  return shown - offsetAt(guess);
}

function offsetOfHour(hour: number): number {
  let offset = offsets.get(hour);
  if (offset === undefined) {
    if (offsets.size > MOST_OFFSETS_KEPT) {
      offsets.clear();
    }
    offset = asked(hour * HOUR);
    offsets.set(hour, offset);
  }
  return offset;
}

function asked(instant: number): number {
  const told: Record<string, number> = {};
  for (const { type, value } of parts.formatToParts(instant)) {
    told[type] = Number(value);
  }
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = told;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
