import type { Text } from "../api/shapes.ts";
import type { Speech } from "../page/language.ts";
import type { Language } from "../page/messages.ts";
import { Refused, asked } from "../page/session.ts";

// What the inner side says, as far as the console uses it.

export interface Registered<T> {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly withdrawn: boolean;
  readonly changedAt: string;
  readonly entity: T;
}

export interface Tenant {
  readonly id: string;
  readonly name: Text;
}

export interface Source {
  readonly id: string;
  readonly tenant: string;
  readonly format: string;
  readonly mqtt?: { readonly broker: string; readonly topic: string };
  readonly http?: unknown;
  readonly folder?: unknown;
  readonly pull?: { readonly url: string };
  readonly json?: { readonly device?: string; readonly time?: string };
}

export interface Field {
  readonly pointer: string;
  readonly quantity: string;
  readonly unit: string;
  readonly scale?: number;
}

export interface Profile {
  readonly id: string;
  readonly tenant: string;
  readonly product?: { readonly vendor?: string; readonly model?: string };
  readonly interval?: string;
  readonly decoder?: string;
  readonly fields: readonly Field[];
}

export interface Place {
  readonly id: string;
  readonly tenant: string;
  readonly name: Text;
  readonly longitude: number;
  readonly latitude: number;
}

export interface Sensor {
  readonly id: string;
  readonly tenant: string;
  readonly sources: readonly string[];
  readonly device: string;
  readonly profile: string;
  readonly placements: readonly { readonly place: string; readonly from?: string }[];
}

export interface Decoder {
  readonly id: string;
  readonly tenant: string;
  readonly script?: { readonly text: string; readonly style?: string };
  readonly layout?: unknown;
  readonly format?: string;
}

export interface InnerDataset {
  readonly id: string;
  readonly tenant: string;
  readonly title: Text;
  readonly privacyClass: string;
  readonly profiles: readonly string[];
  readonly sensors: readonly string[];
  readonly quantities: readonly string[];
  readonly policies?: readonly unknown[];
  readonly publication?: { readonly standing?: { readonly stage: string } };
}

interface Kinds {
  tenant: Tenant;
  source: Source;
  profile: Profile;
  place: Place;
  sensor: Sensor;
  decoder: Decoder;
  dataset: InnerDataset;
}

/** What is registered, read once and kept until something is changed from here. */
export class Registry {
  private readonly read = new Map<string, Promise<readonly unknown[]>>();

  all<K extends keyof Kinds>(kind: K): Promise<readonly Kinds[K][]> {
    let known = this.read.get(kind);
    if (known === undefined) {
      known = everything<Registered<Kinds[K]>>(`/admin/v1/registry/${kind}?limit=10000`, "entities").then((all) =>
        all.filter((each) => !each.withdrawn).map((each) => each.entity),
      );
      known.catch(() => this.read.delete(kind));
      this.read.set(kind, known);
    }
    return known as Promise<readonly Kinds[K][]>;
  }

  forget(): void {
    this.read.clear();
  }
}

/** All pages of a list. */
async function everything<T>(first: string, name: string): Promise<T[]> {
  const all: T[] = [];
  let next: string | null = first;
  while (next !== null) {
    const page: Record<string, unknown> = await asked<Record<string, unknown>>(next);
    all.push(...(page[name] as T[]));
    next = (page["next"] as string | null | undefined) ?? null;
  }
  return all;
}

export interface Device {
  readonly sensor: string;
  readonly tenant: string;
  readonly profile: string;
  readonly place: string;
  readonly lastSeen: string;
  readonly silentSince?: string;
  readonly battery?: number;
  readonly rssi?: number;
  readonly snr?: number;
}

export function devices(): Promise<Device[]> {
  return everything<Device>("/admin/v1/devices?limit=10000", "devices");
}

/** One of them alone: nothing where it was never heard. */
export async function device(sensor: string): Promise<Device | undefined> {
  return (await asked<{ devices: Device[] }>(`/admin/v1/devices?sensor=${encodeURIComponent(sensor)}&limit=1`)).devices[0];
}

export interface SourceCounts {
  readonly source: string;
  readonly received?: number;
  readonly accepted?: number;
  readonly readings?: number;
  readonly quarantined?: Readonly<Record<string, number>>;
  readonly dropped?: Readonly<Record<string, number>>;
  readonly refused?: Readonly<Record<string, number>>;
  readonly connected?: boolean;
}

export interface Counts {
  readonly at: string;
  readonly sources: readonly SourceCounts[];
}

export function counts(): Promise<Counts> {
  return asked<Counts>("/admin/v1/sources");
}

export interface UndeclaredField {
  readonly source: string;
  readonly profile: string;
  readonly field: string;
}

export async function undeclaredFields(): Promise<readonly UndeclaredField[]> {
  return (await asked<{ fields: UndeclaredField[] }>("/admin/v1/undeclared-fields")).fields;
}

export interface Reading {
  readonly quantity: string;
  readonly value: number;
  readonly unit: string;
  readonly observedAt: string;
  readonly plausible: boolean;
  readonly hints: readonly string[];
}

export interface Uplink {
  readonly receivedAt: string;
  readonly source: string;
  readonly readings: readonly Reading[];
}

export interface Uplinks {
  readonly uplinks: readonly Uplink[];
  readonly lookedBackTo?: string;
}

export function uplinks(sensor: string, limit: number, from?: string): Promise<Uplinks> {
  const since = from === undefined ? "" : `&from=${encodeURIComponent(from)}`;
  return asked<Uplinks>(`/admin/v1/devices/${encodeURIComponent(sensor)}/uplinks?limit=${limit}${since}`);
}

export interface QuarantineEntry {
  readonly entry: string;
  readonly state: string;
  readonly reason: string;
  readonly detail: string;
  readonly tenant?: string;
  readonly source?: string;
  readonly device?: string;
  readonly receivedAt: string;
  readonly setAsideAt: string;
  readonly about?: Readonly<Record<string, string>>;
  readonly replayable: boolean;
  readonly whyNot?: string;
  readonly original?: Original;
}

export interface Original {
  readonly topic?: string;
  readonly contentType?: string;
  readonly bytes: number;
  readonly text?: string;
  readonly base64?: string;
  readonly readings?: readonly Reading[];
}

export interface QuarantinePage {
  readonly entries: readonly QuarantineEntry[];
  readonly next: string | null;
  readonly scanned: number;
}

export type QuarantineFilter = Readonly<Record<"reason" | "source" | "device", string>>;

function query(values: Record<string, string | number | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.set(name, String(value));
    }
  }
  return parameters.toString();
}

export function quarantine(filter: Partial<QuarantineFilter> & { from?: string }, limit: number, cursor?: string | null): Promise<QuarantinePage> {
  return asked<QuarantinePage>(`/admin/v1/quarantine?${query({ ...filter, limit, cursor })}`);
}

export function opened(entry: string, message: string): Promise<QuarantineEntry> {
  return asked<QuarantineEntry>(`/admin/v1/quarantine/${entry}?${query({ original: "true", message })}`);
}

export interface StepAnswer {
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly { readonly entry: string; readonly result: string; readonly why: string }[];
  readonly next: string | null;
}

export function deal(verb: "replay" | "drop", order: Record<string, unknown>): Promise<StepAnswer> {
  return asked<StepAnswer>(`/admin/v1/quarantine/${verb}`, { method: "POST", body: order });
}

export interface Decoded {
  readonly messages: readonly { readonly fields: unknown; readonly undeclared: readonly string[] }[];
  readonly readings: readonly { readonly readings: readonly Reading[] }[];
  readonly quarantine: readonly { readonly reason: string; readonly detail: string; readonly said?: string; readonly do: string }[];
}

export function decode(what: Record<string, unknown>): Promise<Decoded> {
  return asked<Decoded>("/admin/v1/decode", { method: "POST", body: what });
}

export interface Trial {
  readonly data?: unknown;
  readonly holds: boolean;
  readonly differences: readonly string[];
  readonly reason?: string;
  readonly detail?: string;
  readonly said?: string;
}

/** Runs a script that need not be registered, each payload as an example that says what it should give. */
export async function tried(script: { text: string; style?: string }, examples: readonly Record<string, unknown>[]): Promise<readonly Trial[]> {
  const answer = await asked<{ results: Trial[] }>("/admin/v1/decode", { method: "POST", body: { decoder: { script }, examples } });
  return answer.results;
}

export interface RegistryFile {
  readonly name: string;
  readonly text?: string;
  readonly data?: string;
}

export interface Applied {
  readonly dryRun: boolean;
  readonly changes: readonly { readonly kind: string; readonly id: string; readonly change: string; readonly fields: readonly string[] }[];
  readonly unchanged: number;
  readonly proposals: readonly Proposed[];
}

/** What a file may only ask for, and what was decided about it. */
export interface Proposed {
  readonly dataset: string;
  readonly state: string;
  readonly fields: readonly string[];
  readonly detail?: string;
}

/** Something wrong in what was to be registered, in the language of the page where the service says it so. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly column: number | string;
  readonly message: string;
  readonly lang: Language;
}

export function apply(files: readonly RegistryFile[], dryRun: boolean, message?: string): Promise<Applied> {
  return asked<Applied>(`/admin/v1/registry/apply?dryRun=${dryRun}`, { method: "POST", body: { files, ...(message === undefined ? {} : { message }) } });
}

/** The mistakes that an apply was refused for; none where it failed otherwise. */
export function mistakes({ language }: Speech, failure: unknown): readonly Mistake[] {
  const problem = failure instanceof Refused ? (failure.problem as { errors?: readonly Told[] } | undefined) : undefined;
  return (problem?.errors ?? []).map(({ text, ...each }) => ({ ...each, message: text?.[language] ?? each.message, lang: text?.[language] === undefined ? "en" : language }));
}

/** In English, and in both languages where a form or a table can have it. */
type Told = Omit<Mistake, "lang"> & { readonly text?: Text };

/** A token for a source that is posted to, shown once, and the address to post to. */
export interface SourceToken {
  readonly token: string;
  readonly postTo: string;
}

export function sourceToken(source: string): Promise<SourceToken> {
  return asked<SourceToken>("/admin/v1/tokens", { method: "POST", body: { name: `${source}-1`.slice(-64), source } });
}

export interface VocabularyQuantity {
  readonly id: string;
  readonly theme: string;
  readonly privacyClass: string;
  readonly kind: string;
  readonly unit: string;
  readonly dimension: string;
  readonly lowest: number;
  readonly highest: number;
  readonly name: Text;
}

export interface Unit {
  readonly code: string;
  readonly dimension: string;
  readonly factor: number;
  readonly offset: number;
}

export interface Vocabulary {
  readonly quantities: readonly VocabularyQuantity[];
  readonly units: readonly Unit[];
}

let vocabularyRead: Promise<Vocabulary> | undefined;

export function vocabulary(): Promise<Vocabulary> {
  vocabularyRead ??= asked<Vocabulary>("/admin/v1/vocabulary");
  vocabularyRead.catch(() => (vocabularyRead = undefined));
  return vocabularyRead;
}
