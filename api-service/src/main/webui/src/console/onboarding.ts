import type { Field, InnerDataset, RegistryFile } from "./inner.ts";
import { written } from "./written.ts";

/** A field with what it was said to be. */
export interface Mapped {
  readonly pointer: string;
  readonly quantity: string;
  readonly unit: string;
  readonly scale: number;
}

/** What is to be registered for one device. */
export interface Newcomer {
  readonly tenant: string;
  readonly source: string;
  readonly device: string;
  readonly sensor: string;
  readonly profile: string;
  readonly place: { readonly id: string; readonly name?: string; readonly longitude?: number; readonly latitude?: number };
}

/** A profile of one's own, where no ready one fits, with the script that it needs where bytes came. */
export interface OwnProfile {
  readonly id: string;
  readonly tenant: string;
  readonly vendor: string;
  readonly model: string;
  /** Absent where it speaks only when something happens. */
  readonly interval: string | undefined;
  readonly fields: readonly Mapped[];
  readonly decoder?: { readonly id: string; readonly script: string };
}

/** What every network server tells of the radio. */
const RADIO: readonly Field[] = [
  { pointer: "/radio/rssi", quantity: "radio-rssi", unit: "dB[mW]" },
  { pointer: "/radio/snr", quantity: "radio-snr", unit: "dB" },
];

export function profileFile(own: OwnProfile, isLorawan: boolean): RegistryFile {
  const fields = own.fields.map(({ pointer, quantity, unit, scale }) => ({ pointer, quantity, unit, ...(scale === 1 ? {} : { scale }) }));
  return written("profile.yaml", {
    ...(own.decoder === undefined ? {} : { decoders: [{ id: own.decoder.id, tenant: own.tenant, script: own.decoder.script }] }),
    profiles: [
      {
        id: own.id,
        tenant: own.tenant,
        product: { vendor: own.vendor, model: own.model },
        ...(own.interval === undefined ? {} : { interval: own.interval }),
        ...(own.decoder === undefined ? {} : { decoder: own.decoder.id }),
        fields: [...fields, ...(isLorawan ? RADIO.filter(({ quantity }) => !fields.some((each) => each.quantity === quantity)) : [])],
      },
    ],
  });
}

export function deviceFile(newcomer: Newcomer): RegistryFile {
  const { place, tenant } = newcomer;
  return written("device.yaml", {
    ...(place.name === undefined
      ? {}
      : { places: [{ id: place.id, tenant, name: { da: place.name, en: place.name }, position: [place.longitude, place.latitude] }] }),
    sensors: [{ id: newcomer.sensor, tenant, source: newcomer.source, device: newcomer.device, profile: newcomer.profile, place: place.id }],
  });
}

/** A way for messages to come in that is not there yet. */
export interface NewSource {
  readonly id: string;
  readonly tenant: string;
  readonly format: string;
  readonly way: "mqtt" | "http" | "pull" | "folder";
  readonly broker: string;
  readonly topic: string;
  readonly credentials: string;
  readonly url: string;
  /** How often it is asked, in minutes. */
  readonly every: number;
  /** Where a message of a sender's own, or a table, names the device and the time. */
  readonly device: string;
  readonly time: string;
}

export function sourceFile(source: NewSource): RegistryFile {
  const { id, tenant, format, way, credentials } = source;
  const secret = credentials === "" ? {} : { credentials };
  const ways = {
    mqtt: { broker: source.broker, topic: source.topic, ...secret },
    http: {},
    pull: { url: source.url, every: `PT${source.every}M`, ...secret },
    folder: {},
  };
  const envelope = { device: source.device, ...(source.time === "" ? {} : { time: source.time }) };
  const own = format === "json" || format === "csv";
  return written("source.yaml", {
    sources: [{ id, tenant, format, [way]: ways[way], ...(own ? { [format]: envelope } : {}), ...(own && source.time === "" ? { dedupe: "none" } : {}) }],
  });
}

/** A command for a shell that posts that message, or a file with one where none was pasted. */
export function posted({ token, postTo }: { token: string; postTo: string }, message: string | undefined): string {
  const body = message === undefined ? "@message.json" : message.replaceAll("'", "'\\''");
  return `curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\\n  -d '${body}' \\\n  ${postTo}`;
}

/** A dataset that is not there yet; what it leaves open is said on the publication desk to be missing. */
export interface NewDataset {
  readonly id: string;
  readonly tenant: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly privacyClass: string;
  readonly profiles: readonly string[];
  readonly sensors: readonly string[];
  readonly quantities: readonly string[];
  readonly owner: string;
  readonly contact: string;
  readonly purpose: { readonly da: string; readonly en: string };
  readonly legalBasis: string;
  readonly licence: string;
  /** In years. */
  readonly retention: string;
}

export function datasetFile(dataset: NewDataset): RegistryFile {
  const { purpose, retention } = dataset;
  const said = Object.entries({ ...dataset, purpose: purpose.da === "" ? "" : bilingual(purpose), retention: retention === "" ? "" : `P${retention}Y`, title: bilingual(dataset.title) });
  return written("dataset.yaml", { datasets: [Object.fromEntries(said.filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0)))] });
}

/** What has no English of its own says the same in it. */
function bilingual({ da, en }: { da: string; en: string }): { da: string; en: string } {
  return { da, en: en === "" ? da : en };
}

/** What a file says of a dataset without a policy, but for its publication. */
const KEPT = ["id", "tenant", "title", "description", "owner", "contact", "purpose", "legalBasis", "licence", "retention", "lateness", "cells", "areas"];

/** A dataset as it is with one profile or sensor more. What was decided about it is not said again: that takes nothing back. */
export function joinedFile(dataset: InnerDataset, joins: { profile?: string; sensor?: string; quantities: readonly string[] }): RegistryFile {
  const kept = Object.entries(dataset).filter(([key]) => KEPT.includes(key));
  const joined = (all: readonly string[], one: string | undefined): readonly string[] => (one === undefined || all.includes(one) ? all : [...all, one]);
  return written("dataset.yaml", {
    datasets: [
      {
        ...Object.fromEntries(kept),
        privacyClass: dataset.privacyClass.toLowerCase(),
        profiles: joined(dataset.profiles, joins.profile),
        sensors: joined(dataset.sensors, joins.sensor),
        quantities: [...new Set([...dataset.quantities, ...joins.quantities])],
      },
    ],
  });
}

/** How close to people something comes, from the loosest. */
export const CLASSES = ["open", "crowd", "household", "internal"] as const;

/** The loosest class that a dataset of these may have. */
export function loosestOf(classes: readonly string[]): string {
  return CLASSES[Math.max(0, ...classes.map((each) => (CLASSES as readonly string[]).indexOf(each)))] ?? "open";
}

/** An id of the tenant's made of what people call a thing, and of none that there is. */
export function idOf(tenant: string, name: string, taken: ReadonlySet<string>): string {
  const letters: Record<string, string> = { æ: "ae", ø: "oe", å: "aa", é: "e", ü: "u", ö: "oe", ä: "ae" };
  const plain = name
    .toLowerCase()
    .replace(/[æøåéüöä]/g, (letter) => letters[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 56 - tenant.length);
  const id = `${tenant}-${plain === "" ? "1" : plain}`;
  let free = id;
  for (let count = 2; taken.has(free); count++) {
    free = `${id}-${count}`;
  }
  return free;
}

/** The template of a table of sensors, with what was chosen already. */
export function template(tenant: string, source: string, profile: string): string {
  return `id,tenant,source,device,profile,place,placeName,longitude,latitude\n${tenant}-1,${tenant},${source},a84041000181c061,${profile},${tenant}-sted-1,Torvet,10.1234,56.1234\n`;
}

/** One row of a table that was looked at. */
export interface RowReport {
  readonly line: number;
  readonly id: string;
  readonly state: "created" | "changed" | "unchanged" | "mistake";
  readonly messages: readonly string[];
}

interface Told {
  readonly changes: readonly { readonly kind: string; readonly id: string; readonly change: string }[];
  readonly mistakes: readonly { readonly line: number; readonly column: number | string; readonly message: string }[];
}

/** What becomes of each row. Of a workbook only the rows that change or are wrong can be told; its cells are read by the service. */
export function rowReports(csv: string | undefined, told: Told): RowReport[] {
  const sensors = new Map(told.changes.filter(({ kind }) => kind === "sensor").map(({ id, change }) => [id, change]));
  const wrong = new Map<number, string[]>();
  for (const { line, column, message } of told.mistakes) {
    wrong.set(line, [...(wrong.get(line) ?? []), `${column}: ${message}`]);
  }
  if (csv === undefined) {
    return [
      ...[...wrong].map(([line, messages]): RowReport => ({ line, id: "", state: "mistake", messages })),
      ...[...sensors].map(([id, change]): RowReport => ({ line: 0, id, state: change === "changed" ? "changed" : "created", messages: [] })),
    ];
  }
  return idsByLine(csv).map(([line, id]): RowReport => {
    const messages = wrong.get(line);
    const change = sensors.get(id);
    return { line, id, state: messages !== undefined ? "mistake" : change === "created" || change === "changed" ? change : "unchanged", messages: messages ?? [] };
  });
}

/** The ids of a table with the line of each: as far as a report needs to read it, which the service reads whole. */
export function idsByLine(csv: string): [number, string][] {
  const lines = csv.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  let head = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("sep="));
  head = Math.max(0, head);
  const separator = [";", "\t", ","].find((each) => (lines[head] ?? "").includes(each)) ?? ",";
  const column = (lines[head] ?? "").split(separator).findIndex((name) => name.trim().replaceAll('"', "").toLowerCase() === "id");
  return lines
    .map((line, index): [number, string] => [index + 1, (line.split(separator)[column] ?? "").trim().replaceAll('"', "")])
    .filter(([line]) => line > head + 1 && (lines[line - 1] ?? "").trim() !== "");
}
