// What the open API understands and answers. Made by ClientsTest from its contract; not to be edited.

export interface Problem {
  type: string;
  title: string;
  status: number;
  /** What to do. */
  detail: string;
  /** With 410: the address of the first page. */
  restart?: string;
}

export interface Text {
  da: string;
  en: string;
}

export interface StatusParts {
  registry: StatusOfPart;
  live: StatusOfPart;
  history: StatusOfPart;
  ingest: StatusOfPart;
  aggregator: StatusOfPart;
}

export interface Status {
  /** up where no part is known to be down or starting. */
  status: "up" | "degraded";
  at: string;
  /** The first minute that is remembered; absent before anything is. */
  recordedFrom?: string;
  parts: StatusParts;
  heartbeat: StatusHeartbeat;
  datasets: StatusOfDataset[];
  /** Whose days they are. */
  zone: string;
  days: StatusOfDay[];
  incidents: StatusIncident[];
}

export interface StatusOfPart {
  /** unknown where what would tell of it is away itself, or nothing is there to tell by. */
  status: "up" | "starting" | "down" | "unknown";
  /** The minute since which it was seen like that, without a gap. */
  since?: string;
  /** Of the registry: how often it was changed. */
  generation?: number;
  /** Of live: when the newest record was written. */
  lastAppend?: string;
}

/** The newest word that came from ingest through Kafka and the aggregator to this service. Ingest speaks each second, so no sensor is needed for it; and no sensor, network server or broker is tried by it. */
export interface StatusHeartbeat {
  status: "on-time" | "late" | "not-yet";
  heard?: string;
  /** How long ago. */
  seconds?: number;
  /** How old it may be; the shortest windows of any open dataset and a minute. */
  within?: string;
}

export interface StatusOfDataset {
  dataset: string;
  title: Text;
  status: "on-time" | "late" | "not-yet";
  /** How old its newest word may be: two of its shortest windows, what its policy delays, and a minute. */
  within: string;
  newestStart?: string;
  publishedAt?: string;
}

export interface StatusOfDay {
  day: string;
  /** How many it has; 1380 and 1500 when the clocks change. */
  minutes: number;
  registry: StatusShare;
  live: StatusShare;
  history: StatusShare;
  ingest: StatusShare;
  aggregator: StatusShare;
}

export interface StatusShare {
  /** Minutes in which it was looked at. */
  seen: number;
  /** Those of them in which all was well. */
  up: number;
}

export interface StatusIncident {
  /** unseen: the service itself was away, so nobody looked. */
  what: "trouble" | "unseen";
  part?: "registry" | "live" | "history" | "ingest" | "aggregator";
  from: string;
  /** Absent while it lasts. */
  to?: string;
}

export interface FeedbackSent {
  text: string;
  /** How to reach you. Personal data; deleted with the feedback. */
  contact?: string;
  window?: SaidWindow;
}

/** Which window it is about; absent where it is about all of the dataset. Of a place or of an area. */
export interface SaidWindow {
  resolution: string;
  start: string;
  place?: string;
  area?: string;
  sensor?: string;
  quantity: string;
}

export interface FeedbackSeen {
  dataset: string;
  state: "received" | "being-looked-at" | "answered" | "mended" | "declined";
  receivedAt: string;
  keptUntil: string;
  window?: SaidWindow;
  answer?: string;
  answeredAt?: string;
}

export interface FeedbackTaken {
  /** Where state and answer can be seen. Nobody can guess it. */
  address: string;
  dataset: string;
  state: string;
  receivedAt: string;
  keptUntil: string;
  window?: SaidWindow;
}

export interface UsageDaysItem {
  day: string;
  latest: Read;
  /** By format. */
  windows: Record<string, Read>;
  files: Read;
  normal: Read;
  live: Read;
}

export interface Usage {
  dataset: string;
  zone: string;
  fewest: number;
  days: UsageDaysItem[];
}

/** How much was read in one way on one day. */
export interface Read {
  /** Present alone where so few were counted. */
  fewerThan?: number;
  requests?: number;
  /** Windows given. Of history. */
  rows?: number;
  /** As they were before compression. */
  bytes?: number;
  /** Of live. */
  connections?: number;
  /** Listened to live. */
  minutes?: number;
}

export interface DatasetSummary {
  id: string;
  tenant: string;
  title: Text;
  privacyClass: "open" | "crowd" | "household" | "internal";
  /** Present where all of it is fiction. */
  simulated?: boolean;
  /** Present where only who was invited sees it. */
  pilot?: boolean;
  deprecated?: Deprecation;
  quantities: string[];
  resolutions: string[];
  licence?: string;
  contact?: string;
  updatedAt?: string;
}

/** Present where it will end. */
export interface Deprecation {
  since: string;
  /** When it will end; absent where nobody said. */
  sunset?: string;
}

export interface DatasetPolicyVersionsItem {
  version?: number;
  from?: string;
  tree?: string;
  /** The shortest time of which something is told. */
  resolution?: string;
  unit?: "passage" | "hash" | "household";
  smallestGroup?: number;
  largestShare?: number;
  /** A fraction; less is more noise. */
  epsilon?: string;
  cap?: number;
  dailyEpsilon?: string;
  /** In how many leaves of a day a device counts at most. */
  dailyLeaves?: number;
  rounding?: number;
  bands?: number[];
  delay?: string;
  tellsZero?: boolean;
  dropped?: string[];
}

/** What is done to its figures before they are let out. */
export interface DatasetPolicy {
  release: "exact" | "protected";
  windowsFrom?: string;
  /** How people are protected, oldest first. */
  versions?: DatasetPolicyVersionsItem[];
}

export interface DatasetRecalledItem {
  from?: string;
  to?: string;
}

export interface DatasetFreshness {
  newestStart?: string;
  publishedAt?: string;
  /** Per resolution, up to when all windows that come by themselves have come. */
  completeThrough?: Record<string, string>;
}

export interface Dataset {
  id: string;
  tenant: string;
  title: Text;
  privacyClass: string;
  simulated?: boolean;
  pilot?: boolean;
  deprecated?: Deprecation;
  description?: Text;
  quantities: Quantity[];
  resolutions: string[];
  owner?: string;
  contact?: string;
  purpose?: Text;
  legalBasis?: string;
  licence?: string;
  /** An ISO 8601 period. */
  retention?: string;
  /** How long a reading may still correct a window. */
  lateness?: string;
  /** Who decided that it is public, and on what grounds. */
  publication?: unknown;
  /** What is done to its figures before they are let out. */
  policy: DatasetPolicy;
  /** Stretches of time of which nothing is told any more, in no window that has a part in them. */
  recalled?: DatasetRecalledItem[];
  /** Of a dataset whose windows are told as they are. */
  sensors?: number;
  /** The same. */
  places?: number;
  /** Of a dataset about people; how many areas something is told of. */
  areas?: number;
  freshness?: DatasetFreshness;
  updatedAt?: string;
}

export interface Quantity {
  id: string;
  /** UCUM */
  unit: string;
  name: Text;
  theme: string;
  kind: "gauge" | "amount" | "counter" | "direction" | "state" | "sound";
  /** How many decimal places a value has. */
  scale: number;
}

export interface PlacesFeaturesItemProperties {
  place?: string;
  /** In the place of a place, of a dataset about people. */
  area?: string;
  name?: Text;
  sensors?: string[];
  quantities?: string[];
}

export interface PlacesFeaturesItem {
  type?: string;
  id?: string;
  /** A point for a place, a polygon for a square in which people are counted, null for an area that the dataset names. */
  geometry?: unknown;
  properties?: PlacesFeaturesItemProperties;
}

export interface Places {
  type: string;
  features: PlacesFeaturesItem[];
}

export interface NormalSeriesItemHoursItem {
  /** 1 is Monday. */
  weekday: number;
  hour: number;
  /** In how many weeks it was measured. */
  n: number;
  median: number;
  p25: number;
  p75: number;
}

export interface NormalSeriesItem {
  place?: string;
  sensor?: string;
  area?: string;
  quantity: string;
  unit: string;
  /** The figure of the windows it is of. */
  statistic: "mean" | "sum" | "delta" | "share" | "leq";
  hours: NormalSeriesItemHoursItem[];
}

export interface Normal {
  dataset: string;
  /** The first start that is looked at. */
  from: string;
  /** The first start that no longer is. */
  to: string;
  /** In which the hours are. */
  zone: string;
  series: NormalSeriesItem[];
}

/** What does not apply is absent. A suppressed window has a reason and no figure. */
export interface Window {
  dataset: string;
  place?: string;
  sensor?: string;
  area?: string;
  contributors?: number;
  quantity: string;
  unit: string;
  resolution: string;
  start: string;
  end: string;
  status: "running" | "complete" | "suppressed";
  revision: number;
  publishedAt: string;
  finalAt: string;
  /** Why it is suppressed, or why there is a further revision. */
  reason?: "protected" | "corrected" | "back-fill" | "policy";
  /** Of an answer about people; how far off its value may be, for the noise in it. */
  quality?: "good" | "fair" | "rough";
  /** Of a sum of answers about people; how many there are. */
  leaves?: number;
  /** How many of these are withheld and not in the sum. */
  withheld?: number;
  /** The lowest value of a band that is told in the place of a value. */
  least?: number;
  /** The bound that the band does not reach; absent for the highest. */
  below?: number;
  count?: number;
  expected?: number;
  completeness?: number;
  /** How many readings did not enter, because something is wrong with them. */
  flagged?: number;
  /** What a reader should know of its readings: not-deduplicated (copies cannot be told), implausible and out-of-range (some did not enter), time-of-arrival (the device gave no time), counter-reset, clock-skew (the device's clock runs ahead by more than a minute, or behind by more than six hours), stuck (the same was said for longer than is plausible; only in complete windows). */
  flags?: ("not-deduplicated" | "implausible" | "out-of-range" | "time-of-arrival" | "counter-reset" | "clock-skew" | "stuck")[];
  mean?: number;
  min?: number;
  max?: number;
  sum?: number;
  stddev?: number;
  first?: number;
  last?: number;
  p05?: number;
  p50?: number;
  p95?: number;
  /** How much a counter grew. */
  delta?: number;
  /** For which share of the time for which it is known a state was on. */
  share?: number;
  /** For which share of the time a state is known. */
  known?: number;
  /** The level of the mean energy of sound. */
  leq?: number;
  /** The level that was exceeded for a tenth of the readings. */
  l10?: number;
  /** The level that was exceeded for nine tenths of the readings. */
  l90?: number;
}

/** A window, as far as its columns were asked for; or, with "gaps", a cell of which there is no window, and why: missing (all came that comes by itself, and nothing was said) or not-yet. */
export interface Row {
  dataset?: string;
  place?: string;
  sensor?: string;
  area?: string;
  contributors?: number;
  quantity?: string;
  unit?: string;
  resolution?: string;
  start?: string;
  end?: string;
  status?: "running" | "complete" | "suppressed" | "missing" | "not-yet";
  revision?: number;
  publishedAt?: string;
  finalAt?: string;
  /** Why it is suppressed, or why there is a further revision. */
  reason?: "protected" | "corrected" | "back-fill" | "policy";
  /** Of an answer about people; how far off its value may be, for the noise in it. */
  quality?: "good" | "fair" | "rough";
  /** Of a sum of answers about people; how many there are. */
  leaves?: number;
  /** How many of these are withheld and not in the sum. */
  withheld?: number;
  /** The lowest value of a band that is told in the place of a value. */
  least?: number;
  /** The bound that the band does not reach; absent for the highest. */
  below?: number;
  count?: number;
  expected?: number;
  completeness?: number;
  /** How many readings did not enter, because something is wrong with them. */
  flagged?: number;
  /** What a reader should know of its readings: not-deduplicated (copies cannot be told), implausible and out-of-range (some did not enter), time-of-arrival (the device gave no time), counter-reset, clock-skew (the device's clock runs ahead by more than a minute, or behind by more than six hours), stuck (the same was said for longer than is plausible; only in complete windows). */
  flags?: ("not-deduplicated" | "implausible" | "out-of-range" | "time-of-arrival" | "counter-reset" | "clock-skew" | "stuck")[];
  mean?: number;
  min?: number;
  max?: number;
  sum?: number;
  stddev?: number;
  first?: number;
  last?: number;
  p05?: number;
  p50?: number;
  p95?: number;
  /** How much a counter grew. */
  delta?: number;
  /** For which share of the time for which it is known a state was on. */
  share?: number;
  /** For which share of the time a state is known. */
  known?: number;
  /** The level of the mean energy of sound. */
  leq?: number;
  /** The level that was exceeded for a tenth of the readings. */
  l10?: number;
  /** The level that was exceeded for nine tenths of the readings. */
  l90?: number;
}

export interface RowsOnAMapFeaturesItem {
  type: string;
  /** Of the place; null for an area. */
  geometry?: unknown;
  properties: Row;
}

export interface RowsOnAMap {
  type: string;
  dataset?: string;
  access?: string;
  sampled?: string;
  next?: string | null;
  features: RowsOnAMapFeaturesItem[];
}

export interface ListDatasetsAnswer {
  datasets: DatasetSummary[];
  next?: string | null;
}

export interface GetLatestAnswer {
  dataset: string;
  /** Only below /admin/v1. */
  access?: string;
  /** How the windows were chosen; only with "points". */
  sampled?: string;
  windows: Row[];
  next?: string | null;
}

export interface ListWindowsAnswer {
  dataset: string;
  /** Only below /admin/v1. */
  access?: string;
  /** How the windows were chosen; only with "points". */
  sampled?: string;
  windows: Row[];
  next?: string | null;
}

export interface ListFilesAnswerSchemaItem {
  name: string;
  type: string;
}

export interface ListFilesAnswerFilesItem {
  month: string;
  href: string;
  mediaType: string;
  complete: boolean;
  made: boolean;
  madeAt?: string;
  rows?: number;
  bytes?: number;
  sha256?: string;
}

export interface ListFilesAnswer {
  dataset: string;
  resolution: string;
  generation: string;
  licence: string;
  policyVersion?: number;
  schema: ListFilesAnswerSchemaItem[];
  files: ListFilesAnswerFilesItem[];
}

export interface GetGroundAnswer {
  kind: "features" | "tiles";
  /** Where the features are. */
  features?: string;
  /** Where the tiles are, with {z}, {x} and {y}. */
  tiles?: string;
  /** What the layers are called and mean. */
  schema?: "openmaptiles" | "protomaps";
  minzoom?: number;
  maxzoom?: number;
  /** West, south, east and north in degrees. */
  bounds?: number[];
  /** Whom the map owes its data to; show it beside the map. It may have links as HTML. */
  attribution?: string;
}

export interface GetBaseMapAnswer {
  type: unknown;
  features: unknown[];
}

export interface GetLatestQuery {
  /** How long the windows are. Without it, the dataset's finest (in latest, each series' finest). */
  resolution?: "PT1M" | "PT15M" | "PT1H" | "P1D" | "P1M";
  /** May be repeated, or hold several ids with commas between. */
  place?: string[];
  /** May be repeated, or hold several ids with commas between. */
  sensor?: string[];
  /** May be repeated, or hold several ids with commas between. */
  quantity?: string[];
  /** west,south,east,north in degrees. */
  bbox?: string;
  /** Windows of these areas only: named areas of the dataset, or squares of the Danish square grid such as 100m_62237_5756. May be repeated, or hold several with commas between. With place, sensor or bbox there are windows of sensors only. */
  area?: string[];
}

export interface ListWindowsQuery {
  /** How long the windows are. Without it, the dataset's finest (in latest, each series' finest). */
  resolution?: "PT1M" | "PT15M" | "PT1H" | "P1D" | "P1M";
  /** The first start: an instant, a local date, a duration back from now, or ".." for all there is. Or an ISO 8601 interval, start/end, start/duration, duration/end, start/.. or ../end, and then without "to". Half-open: "to" is no longer wanted. Without it the last day (P1D); of windows of a day the last 30 days (P30D), of a month the last 30 months (P30M). */
  from?: string;
  /** The first start that is no longer wanted. Without it, or with "..", all there is. */
  to?: string;
  /** Answers what was published by then. */
  as_of?: string;
  /** May be repeated, or hold several ids with commas between. */
  place?: string[];
  /** May be repeated, or hold several ids with commas between. */
  sensor?: string[];
  /** May be repeated, or hold several ids with commas between. */
  quantity?: string[];
  /** west,south,east,north in degrees. */
  bbox?: string;
  /** Places inside of it; longitude and latitude of its corners, without crossings, at most 200. */
  polygon?: string;
  /** Windows of these areas only: named areas of the dataset, or squares of the Danish square grid such as 100m_62237_5756. May be repeated, or hold several with commas between. With place, sensor or bbox there are windows of sensors only. */
  area?: string[];
  /** With gaps=true also missing and not-yet. */
  status?: ("complete" | "suppressed" | "missing" | "not-yet")[];
  /** Windows with one of these flags; "none" for those without any. */
  flags?: ("none" | "not-deduplicated" | "implausible" | "out-of-range" | "time-of-arrival" | "counter-reset" | "clock-skew" | "stuck")[];
  /** Tells of each cell without a window why there is none, "missing" or "not-yet", where it comes in the order. Up to now. */
  gaps?: boolean;
  /** At most so many windows of each series, such that its curve looks the same: of each of points/4 equal parts of the range the first, the lowest, the highest and the last (M4). The answer says "sampled". */
  points?: number;
  /** Which columns, in this order, in every form. Without it all, and in JSON those that say something. */
  columns?: string[];
  /** With "local" as clocks in Denmark show them, with how far these are from UTC. Not for Parquet, which holds instants. */
  time?: "utc" | "local";
  /** How many rows on a page. With "all" there is one, however long, which is sent as it is read. */
  limit?: string | number;
  /** Where the page before ended; part of "next". Another question than that of the first page is refused with it, another "from", "to" or "as_of" too. */
  cursor?: string;
}

export interface ListFilesQuery {
  /** How long the windows are. Without it, the dataset's finest (in latest, each series' finest). */
  resolution?: "PT1M" | "PT15M" | "PT1H" | "P1D" | "P1M";
}

export interface GetNormalQuery {
  /** May be repeated, or hold several ids with commas between. */
  place?: string[];
  /** May be repeated, or hold several ids with commas between. */
  sensor?: string[];
  /** May be repeated, or hold several ids with commas between. */
  quantity?: string[];
}

export interface GetUsageQuery {
  /** The first day. An instant, a local date, or a duration back from now. */
  from?: string;
  /** The first day that is no longer wanted; today at the latest. */
  to?: string;
}

export interface ListenQuery {
  /** May be repeated. Absent, all. */
  dataset?: string[];
  /** Without it, the finest of each series. */
  resolution?: "PT1M" | "PT15M" | "PT1H" | "P1D" | "P1M";
  /** May be repeated, or hold several ids with commas between. */
  place?: string[];
  /** May be repeated, or hold several ids with commas between. */
  sensor?: string[];
  /** May be repeated, or hold several ids with commas between. */
  quantity?: string[];
  /** west,south,east,north in degrees. */
  bbox?: string;
  /** Windows of these areas only: named areas of the dataset, or squares of the Danish square grid such as 100m_62237_5756. May be repeated, or hold several with commas between. With place, sensor or bbox there are windows of sensors only. */
  area?: string[];
  /** The same as the header, for those who cannot send one. */
  lastEventId?: string;
}

export interface GetStatusQuery {
  /** So many days of the past, this one included. */
  days?: number;
}

/** All that may be asked: what it is asked with, and what it answers. */
export interface Operations {
  /** Which datasets there are. */
  listDatasets: { given: Record<string, never>; answer: ListDatasetsAnswer };
  /** What a dataset measures, on what terms, and how fresh it is. */
  getDataset: { given: { dataset: string }; answer: Dataset };
  /** Where it is measured. */
  listPlaces: { given: { dataset: string }; answer: Places };
  /** The newest window of every series. */
  getLatest: { given: { dataset: string } & GetLatestQuery; answer: GetLatestAnswer };
  /** History. */
  listWindows: { given: { dataset: string } & ListWindowsQuery; answer: ListWindowsAnswer };
  /** History as files, one for each month. */
  listFiles: { given: { dataset: string } & ListFilesQuery; answer: ListFilesAnswer };
  /** What each hour of the week is usually like. */
  getNormal: { given: { dataset: string } & GetNormalQuery; answer: Normal };
  /** How much the dataset is used. */
  getUsage: { given: { dataset: string } & GetUsageQuery; answer: Usage };
  /** How far a feedback is, and what was answered. */
  getFeedback: { given: { secret: string }; answer: FeedbackSeen };
  /** What happens now. */
  listen: { given: ListenQuery; answer: never };
  /** What the ground of the city's map is. */
  getGround: { given: Record<string, never>; answer: GetGroundAnswer };
  /** The ground of the city's map. */
  getBaseMap: { given: Record<string, never>; answer: GetBaseMapAnswer };
  /** How are we, and how were we. */
  getStatus: { given: GetStatusQuery; answer: Status };
}

export const paths = {
  listDatasets: "/v1/datasets",
  getDataset: "/v1/datasets/{dataset}",
  listPlaces: "/v1/datasets/{dataset}/places",
  getLatest: "/v1/datasets/{dataset}/latest",
  listWindows: "/v1/datasets/{dataset}/windows",
  listFiles: "/v1/datasets/{dataset}/files",
  getNormal: "/v1/datasets/{dataset}/normal",
  getUsage: "/v1/datasets/{dataset}/usage",
  getFeedback: "/v1/feedback/{secret}",
  listen: "/v1/live",
  getGround: "/basemap/ground.json",
  getBaseMap: "/basemap/town.geojson",
  getStatus: "/status",
} as const;
