import type { Speech } from "../page/language.ts";
import type { Device, Place, Sensor } from "./inner.ts";

export type DeviceState = "speaks" | "silent" | "never";

/** What is known of a device now; what is known of its health besides will stand here too. */
export interface DeviceRow {
  readonly sensor: Sensor;
  readonly place: Place | undefined;
  readonly placeName: string;
  readonly heard: Device | undefined;
  readonly state: DeviceState;
  /** All that a search looks through, in small letters. */
  readonly words: string;
}

export interface Wish {
  readonly text: string;
  readonly state: string;
  readonly profile: string;
}

const LOW_BATTERY = 20;

export function deviceRows(speech: Speech, sensors: readonly Sensor[], places: readonly Place[], heard: readonly Device[]): DeviceRow[] {
  const byPlace = new Map(places.map((place) => [place.id, place]));
  const bySensor = new Map(heard.map((device) => [device.sensor, device]));
  return sensors.map((sensor) => {
    const device = bySensor.get(sensor.id);
    const placeId = device?.place ?? sensor.placements.at(-1)?.place ?? "";
    const place = byPlace.get(placeId);
    const placeName = speech.pick(place?.name, placeId);
    const words = [sensor.id, sensor.device, sensor.profile, placeName].join(" ").toLowerCase();
    return { sensor, place, placeName, heard: device, state: stateOf(device), words };
  });
}

function stateOf(device: Device | undefined): DeviceState {
  return device === undefined ? "never" : device.silentSince === undefined ? "speaks" : "silent";
}

export function chosen(rows: readonly DeviceRow[], wish: Wish): readonly DeviceRow[] {
  const words = wish.text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return rows.filter(
    (row) =>
      words.every((word) => row.words.includes(word)) &&
      (wish.profile === "" || row.sensor.profile === wish.profile) &&
      (wish.state === "" || row.state === wish.state || (wish.state === "battery" && isLow(row.heard))),
  );
}

export function isLow(device: Device | undefined): boolean {
  return device?.battery !== undefined && device.battery < LOW_BATTERY;
}
