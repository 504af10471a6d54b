import type { City, Series } from "../city/city.ts";
import { silent } from "../city/city.ts";
import { lengthOf } from "../page/format.ts";

/** A sensor that has not been heard from at its usual pace. */
export interface SilentSensor {
  readonly sensor: string;
  readonly place: string | undefined;
  /** What it belongs to: its dataset, or its product where it is in none that is open. */
  readonly kin: string;
  readonly open: boolean;
  readonly since: number;
  /** In percent, where a role may know. */
  readonly battery: number | undefined;
}

/** Silent sensors that are one piece of news: a whole place, or one kin. */
export interface SilentGroup {
  readonly key: string;
  readonly by: "place" | "kin";
  readonly name: string;
  readonly open: boolean;
  /** The longest silent first. */
  readonly sensors: readonly [SilentSensor, ...SilentSensor[]];
  /** How many sensors there are in all, where that is known. */
  readonly of: number | undefined;
}

/** What GET /admin/v1/devices tells of a device. */
export interface Device {
  readonly sensor: string;
  readonly profile: string;
  readonly place?: string;
  readonly lastSeen: string;
  readonly silentSince?: string;
  readonly battery?: number;
}

/** How fresh one dataset is. */
export interface Freshness {
  readonly dataset: string;
  readonly newest: number | undefined;
  readonly expectedMs: number;
  readonly late: boolean;
  readonly sensors: number;
  readonly onTime: number;
}

const LATE_AFTER_WINDOWS = 3;
const LATE_AT_EARLIEST_MS = 5 * 60_000;

/** The sensors of open data and, of each, its series. */
export function sensorsOf(city: City, shown: (series: Series) => boolean): Map<string, Series[]> {
  const sensors = new Map<string, Series[]>();
  for (const { series } of city.places.values()) {
    for (const one of series) {
      if (one.sensor !== undefined && shown(one)) {
        const known = sensors.get(one.sensor);
        if (known === undefined) {
          sensors.set(one.sensor, [one]);
        } else {
          known.push(one);
        }
      }
    }
  }
  return sensors;
}

/** A sensor is silent when nothing of it is heard. */
export function silentOf(sensors: ReadonlyMap<string, readonly Series[]>, now: number): SilentSensor[] {
  const found: SilentSensor[] = [];
  for (const [sensor, series] of sensors) {
    if (series.every((one) => silent(one, now))) {
      const last = series.reduce((newest, one) => (one.at > newest.at ? one : newest));
      found.push({ sensor, place: last.place, kin: last.dataset, open: true, since: last.at, battery: undefined });
    }
  }
  return found;
}

/** The same with what a role may know besides; of a sensor that both know, the device's own word holds. */
export function withDevices(open: readonly SilentSensor[], devices: readonly Device[], shown: (place: string | undefined) => boolean): SilentSensor[] {
  const kin = new Map(open.map((one) => [one.sensor, one]));
  const told = devices
    .filter((device) => device.silentSince !== undefined && shown(device.place))
    .map((device) => {
      const known = kin.get(device.sensor);
      return {
        sensor: device.sensor,
        place: device.place,
        kin: known?.kin ?? device.profile,
        open: known !== undefined,
        since: Date.parse(device.lastSeen),
        battery: device.battery,
      };
    });
  const named = new Set(told.map(({ sensor }) => sensor));
  return [...told, ...open.filter(({ sensor }) => !named.has(sensor))];
}

/** A whole place that is silent is one line, not fifty; the rest goes by what it belongs to. */
export function silentGroups(found: readonly SilentSensor[], sensors: ReadonlyMap<string, readonly Series[]>): SilentGroup[] {
  const there = new Map<string, number>();
  const kin = new Map<string, number>();
  for (const [one] of sensors.values()) {
    if (one !== undefined) {
      there.set(one.place, (there.get(one.place) ?? 0) + 1);
      kin.set(one.dataset, (kin.get(one.dataset) ?? 0) + 1);
    }
  }
  const groups: SilentGroup[] = [];
  const rest: SilentSensor[] = [];
  for (const [place, together] of gather(found, (one) => one.place ?? "")) {
    const all = there.get(place) ?? 0;
    if (place !== "" && all > 1 && together.filter(({ open }) => open).length >= all) {
      groups.push(group("place", place, together, undefined));
    } else {
      rest.push(...together);
    }
  }
  for (const [name, together] of gather(rest, (one) => one.kin)) {
    groups.push(group("kin", name, together, together[0].open ? kin.get(name) : undefined));
  }
  return groups.sort((a, b) => b.sensors.length - a.sensors.length || (a.key < b.key ? -1 : 1));
}

/** How fresh every dataset is, the latest of all first. */
export function freshnessOf(city: City, sensors: ReadonlyMap<string, readonly Series[]>, heard: ReadonlyMap<string, number>, now: number): Freshness[] {
  return [...city.datasets.values()]
    .map(({ id, resolutions }) => {
      const mine = [...sensors.values()].filter((series) => series.some((one) => one.dataset === id));
      const expectedMs = Math.max(LATE_AT_EARLIEST_MS, LATE_AFTER_WINDOWS * Math.min(...resolutions.map(lengthOf), lengthOf("P1D")));
      const newest = mine.reduce<number | undefined>((at, series) => Math.max(at ?? 0, ...series.map((one) => one.at)), heard.get(id));
      const onTime = mine.filter((series) => series.some((one) => !silent(one, now))).length;
      return { dataset: id, newest, expectedMs, late: newest !== undefined && now - newest > expectedMs, sensors: mine.length, onTime };
    })
    .sort((a, b) => Number(b.late) - Number(a.late) || share(a) - share(b) || (a.dataset < b.dataset ? -1 : 1));
}

function share({ sensors, onTime }: Freshness): number {
  return sensors === 0 ? 1 : onTime / sensors;
}

function group(by: SilentGroup["by"], name: string, together: readonly SilentSensor[], of: number | undefined): SilentGroup {
  const sensors = [...together].sort((a, b) => a.since - b.since) as [SilentSensor, ...SilentSensor[]];
  return { key: `${by} ${name}`, by, name, open: sensors[0].open, sensors, of };
}

function gather(found: readonly SilentSensor[], key: (one: SilentSensor) => string): Map<string, [SilentSensor, ...SilentSensor[]]> {
  const gathered = new Map<string, [SilentSensor, ...SilentSensor[]]>();
  for (const one of found) {
    const known = gathered.get(key(one));
    if (known === undefined) {
      gathered.set(key(one), [one]);
    } else {
      known.push(one);
    }
  }
  return gathered;
}
