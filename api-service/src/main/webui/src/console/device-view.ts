import { element } from "../page/dom.ts";
import { emptyState, loadingState, problemDetail, problemState } from "../page/states.ts";
import { type Desk, regularly } from "./console-page.ts";
import { type DeviceRow, deviceRows } from "./device-rows.ts";
import { stateTag } from "./devices-view.ts";
import { type QuarantineEntry, type Uplink, device, quarantine, uplinks, vocabulary } from "./inner.ts";
import { moment, number, readingsList, tag, when, whyAside, worded } from "./words.ts";

const OFTEN = 5_000;
const MOST = 20;

/** One device: how it is now, and what became of what it said lately. */
export function deviceView(desk: Desk, place: HTMLElement, id: string): () => void {
  const { speech } = desk;
  let stop = (): void => undefined;
  const back = element("p", {}, element("a", { href: desk.link("devices") }, `‹ ${speech.say("allDevices")}`));
  const about = element("div", { class: "panel device-about" }, loadingState(speech.say("fetching")));
  const lately = element("div", { class: "lately" });
  place.replaceChildren(back, element("div", { class: "device-detail" }, about, lately));
  const begin = async (): Promise<void> => {
    try {
      const [sensors, places, words] = await Promise.all([desk.registry.all("sensor"), desk.registry.all("place"), vocabulary().catch(() => undefined)]);
      const sensor = sensors.find((each) => each.id === id);
      if (sensor === undefined) {
        place.replaceChildren(back, emptyState(speech.say("noSuchDevice"), speech.say("noSuchDeviceWhy", { id })));
        return;
      }
      const nameOf = (quantity: string): string => speech.pick(words?.quantities.find((each) => each.id === quantity)?.name, quantity);
      stop = regularly(OFTEN, async () => {
        const heard = await device(sensor.id).catch(() => undefined);
        const [row] = deviceRows(speech, [sensor], places, heard === undefined ? [] : [heard]);
        if (row !== undefined && about.querySelector(":focus") === null) {
          about.replaceChildren(...facts(desk, row));
        }
        await tellLately(desk, lately, sensor.id, sensor.device, nameOf);
      });
    } catch (failure) {
      about.replaceChildren(problemState(speech, failure, () => void begin()));
    }
  };
  void begin();
  return () => stop();
}

function facts(desk: Desk, row: DeviceRow): HTMLElement[] {
  const { speech } = desk;
  const { heard, sensor } = row;
  const fact = (name: string, value: string | HTMLElement): HTMLElement => element("div", {}, element("dt", { class: "quiet" }, name), element("dd", {}, value));
  return [
    element("div", { class: "card-head" }, element("h3", {}, sensor.id), stateTag(desk, row)),
    element(
      "dl",
      { class: "facts" },
      fact(speech.say("place"), row.placeName),
      fact(speech.say("lastSeen"), heard === undefined ? speech.say("neverHeard") : when(speech, heard.lastSeen)),
      ...(heard?.silentSince === undefined ? [] : [fact(speech.say("silentSince"), when(speech, heard.silentSince))]),
      fact(speech.say("battery"), heard?.battery === undefined ? speech.say("notTold") : `${heard.battery} %`),
      fact(speech.say("signal"), heard?.rssi === undefined ? speech.say("notTold") : `${heard.rssi} dBm${heard.snr === undefined ? "" : ` · SNR ${number(speech, heard.snr)} dB`}`),
      fact(speech.say("profile"), sensor.profile),
      fact(speech.say("source"), sensor.sources.join(", ")),
      fact(speech.say("deviceName"), element("code", {}, sensor.device)),
    ),
    element("p", {}, element("a", { class: "button", href: desk.link("map", { device: sensor.id }) }, speech.say("showOnMap"))),
  ];
}

async function tellLately(desk: Desk, place: HTMLElement, sensor: string, name: string, nameOf: (quantity: string) => string): Promise<void> {
  const { speech } = desk;
  if (!desk.may("see-exact-windows")) {
    place.replaceChildren(element("p", { class: "quiet" }, speech.say("uplinksNotForRole")));
    return;
  }
  if (place.childElementCount === 0) {
    place.append(loadingState(speech.say("lookingBack")));
  }
  try {
    const [told, aside] = await Promise.all([
      uplinks(sensor, MOST),
      quarantine({ device: name, from: "P1D" }, MOST).then(
        ({ entries }) => entries,
        () => [] as const,
      ),
    ]);
    const lines = [...told.uplinks.map((each) => accepted(desk, each, nameOf)), ...aside.map((each) => setAside(desk, each))].sort((a, b) => (b.dataset["at"] ?? "").localeCompare(a.dataset["at"] ?? "")).slice(0, MOST);
    const back = told.lookedBackTo === undefined ? "" : speech.say("lookedBackTo", { time: moment(speech, told.lookedBackTo) });
    place.replaceChildren(
      element("h3", {}, speech.say("recentUplinks")),
      lines.length === 0 ? element("p", { class: "quiet" }, speech.say("noUplinks")) : element("ul", { class: "uplinks" }, ...lines),
      element("p", { class: "quiet small" }, back),
    );
  } catch (failure) {
    place.replaceChildren(element("h3", {}, speech.say("recentUplinks")), element("p", { class: "notice" }, problemDetail(speech, failure)));
  }
}

function accepted(desk: Desk, uplink: Uplink, nameOf: (quantity: string) => string): HTMLElement {
  return element(
    "li",
    { "data-at": uplink.receivedAt },
    element("div", { class: "uplink-head" }, when(desk.speech, uplink.receivedAt), tag(desk.speech.say("uplinkAccepted"), "good")),
    readingsList(desk.speech, nameOf, uplink.readings),
  );
}

function setAside(desk: Desk, entry: QuarantineEntry): HTMLElement {
  return element(
    "li",
    { "data-at": entry.receivedAt },
    element("div", { class: "uplink-head" }, when(desk.speech, entry.receivedAt), tag(worded(desk.speech, "reason", entry.reason), "wait")),
    element("p", { class: "small" }, whyAside(desk.speech, entry), " ", element("a", { href: desk.link("quarantine", { entry: entry.entry }) }, desk.speech.say("openEntry"))),
  );
}
