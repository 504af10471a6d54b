import { element } from "../page/dom.ts";
import { emptyState, loadingState, problemDetail, problemState } from "../page/states.ts";
import { type Desk, type View, regularly } from "./console-page.ts";
import { type Counts, type Device, type Sensor, type Source, type SourceCounts, type UndeclaredField, counts, devices, undeclaredFields } from "./inner.ts";
import { Rates } from "./rates.ts";
import { number, tag, worded } from "./words.ts";

const OFTEN = 5_000;

interface Known {
  readonly sources: readonly Source[];
  readonly sensors: readonly Sensor[];
  readonly heard: readonly Device[];
  readonly undeclared: readonly UndeclaredField[];
}

/** Every way by which messages come in: whether it speaks, how much, and what became of it. */
export const sourcesView: View = (desk, place) => {
  const { speech } = desk;
  const rates = new Rates();
  let stop = (): void => undefined;
  place.append(loadingState(speech.say("fetching")));
  const begin = async (): Promise<void> => {
    try {
      const known = await read(desk);
      if (known.sources.length === 0) {
        place.replaceChildren(emptyState(speech.say("noSources"), speech.say("noSourcesWhy")));
        return;
      }
      stop = regularly(OFTEN, () => draw(desk, place, known, rates));
    } catch (failure) {
      place.replaceChildren(problemState(speech, failure, () => void begin()));
    }
  };
  void begin();
  return () => stop();
};

async function read(desk: Desk): Promise<Known> {
  const [sources, sensors, heard, undeclared] = await Promise.all([
    desk.registry.all("source"),
    desk.registry.all("sensor"),
    devices().catch(() => []),
    desk.may("see-quarantine") ? undeclaredFields().catch(() => []) : Promise.resolve([]),
  ]);
  return { sources, sensors, heard, undeclared };
}

async function draw(desk: Desk, place: HTMLElement, known: Known, rates: Rates): Promise<void> {
  let now: Counts | undefined;
  let away: HTMLElement | null = null;
  try {
    now = await counts();
    rates.take(now);
  } catch (failure) {
    away = element("p", { class: "notice", role: "status" }, `${desk.speech.say("countsAway")} ${problemDetail(desk.speech, failure)}`);
  }
  const open = new Set([...place.querySelectorAll<HTMLElement>("details[open]")].map((each) => each.dataset["source"]));
  const cards = known.sources.map((source) => card(desk, source, now?.sources.find((each) => each.source === source.id), known, rates, open));
  if (place.querySelector(":focus") === null) {
    place.replaceChildren(...(away === null ? [] : [away]), element("ul", { class: "cards" }, ...cards));
  }
}

function card(desk: Desk, source: Source, its: SourceCounts | undefined, known: Known, rates: Rates, open: ReadonlySet<string | undefined>): HTMLElement {
  const { speech } = desk;
  const sensors = known.sensors.filter((sensor) => sensor.sources.includes(source.id));
  const ids = new Set(sensors.map(({ id }) => id));
  const silent = known.heard.filter((device) => device.silentSince !== undefined && ids.has(device.sensor)).length;
  const rate = rates.perMinute(source.id);
  return element(
    "li",
    { class: "panel source-card", "data-source": source.id },
    element("div", { class: "card-head" }, element("h3", {}, source.id), state(desk, its)),
    element("p", { class: "quiet small" }, `${way(desk, source)} · ${source.format}`),
    element(
      "dl",
      { class: "facts" },
      ...fact(speech.say("rate"), rate === undefined ? "…" : speech.say("perMinuteRate", { count: number(speech, rate, 1) })),
      ...fact(speech.say("devicesOfSource"), number(speech, sensors.length), silent > 0 ? tag(speech.say("silentCount", { count: silent }), "wait") : null),
      ...fact(speech.say("received"), its?.received === undefined ? "–" : number(speech, its.received)),
      ...fact(speech.say("accepted"), its?.accepted === undefined ? "–" : number(speech, its.accepted)),
    ),
    became(desk, source, its),
    undeclared(desk, source, known.undeclared, open.has(source.id)),
  );
}

function fact(name: string, value: string, more: HTMLElement | null = null): HTMLElement[] {
  return [element("div", {}, element("dt", { class: "quiet" }, name), element("dd", { class: "figures" }, value, more === null ? null : " ", more))];
}

function state(desk: Desk, its: SourceCounts | undefined): HTMLElement {
  const { speech } = desk;
  if (its === undefined) {
    return tag(speech.say("sourceUnknown"), "wait");
  }
  if (its.connected !== undefined) {
    return its.connected ? tag(speech.say("sourceConnected"), "good") : tag(speech.say("sourceNotConnected"), "bad");
  }
  return (its.received ?? 0) > 0 ? tag(speech.say("sourceSpeaks"), "good") : tag(speech.say("sourceListens"), "plain");
}

function way(desk: Desk, source: Source): string {
  const { speech } = desk;
  if (source.mqtt !== undefined) {
    return `MQTT ${source.mqtt.topic}`;
  }
  if (source.pull !== undefined) {
    return speech.say("wayPull");
  }
  return source.folder === undefined ? speech.say("wayHttp") : speech.say("wayFolder");
}

/** What did not become readings, with the reason; a way leads to the messages themselves. */
function became(desk: Desk, source: Source, its: SourceCounts | undefined): HTMLElement | null {
  const { speech } = desk;
  const aside = Object.entries(its?.quarantined ?? {});
  const others = [...Object.entries(its?.dropped ?? {}).map(([id, count]) => ["dropped", id, count] as const), ...Object.entries(its?.refused ?? {}).map(([id, count]) => ["refused", id, count] as const)];
  if (aside.length + others.length === 0) {
    return null;
  }
  return element(
    "ul",
    { class: "became", "aria-label": speech.say("setAside") },
    ...aside.map(([reason, count]) =>
      element("li", {}, element("a", { class: "tag wait-tag", href: desk.link("quarantine", { source: source.id, reason }) }, `${worded(speech, "reason", reason)} ${number(speech, count)}`)),
    ),
    ...others.map(([what, id, count]) => element("li", {}, tag(`${speech.say(what)}: ${id} ${number(speech, count)}`))),
  );
}

function undeclared(desk: Desk, source: Source, all: readonly UndeclaredField[], open: boolean): HTMLElement | null {
  const { speech } = desk;
  const its = all.filter((each) => each.source === source.id);
  if (its.length === 0) {
    return null;
  }
  return element(
    "details",
    { class: "undeclared", "data-source": source.id, open },
    element("summary", {}, speech.say("undeclaredCount", { count: its.length })),
    element("p", { class: "quiet small" }, speech.say("undeclaredWhy")),
    element("ul", { class: "plain-list small" }, ...its.map(({ profile, field }) => element("li", {}, element("code", {}, field), ` ${profile}`))),
  );
}
