import { element } from "../page/dom.ts";
import { emptyState, loadingState, problemState } from "../page/states.ts";
import { WindowedList } from "../page/windowed-list.ts";
import { type Desk, type View, regularly } from "./console-page.ts";
import { type DeviceRow, type Wish, chosen, deviceRows, isLow } from "./device-rows.ts";
import { deviceView } from "./device-view.ts";
import { devices } from "./inner.ts";
import { ago, input, number, select, tag } from "./words.ts";

const OFTEN = 10_000;
const NARROW = matchMedia("(max-width: 40rem)");

/** Every registered device with what is known of it now, however many there are. */
export const devicesView: View = (desk, place, parameters) => {
  const one = parameters.get("device");
  return one === null ? list(desk, place, parameters) : deviceView(desk, place, one);
};

function list(desk: Desk, place: HTMLElement, parameters: URLSearchParams): () => void {
  const { speech } = desk;
  let stop = (): void => undefined;
  place.append(loadingState(speech.say("fetching")));
  const begin = async (): Promise<void> => {
    try {
      const [sensors, places] = await Promise.all([desk.registry.all("sensor"), desk.registry.all("place")]);
      if (sensors.length === 0) {
        const start = element("a", { class: "button main-action", href: desk.link("connect") }, speech.say("partConnect"));
        place.replaceChildren(emptyState(speech.say("noDevices"), speech.say("noDevicesWhy"), start));
        return;
      }
      const shown = new DeviceList(desk, place, [...new Set(sensors.map(({ profile }) => profile))].sort(), parameters);
      const again = regularly(OFTEN, async () => {
        try {
          shown.show(deviceRows(speech, sensors, places, await devices()));
          shown.problem("");
        } catch (failure) {
          shown.show(deviceRows(speech, sensors, places, []), true);
          shown.problem(speech.say("devicesAway"));
        }
      });
      stop = () => {
        again();
        shown.close();
      };
    } catch (failure) {
      place.replaceChildren(problemState(speech, failure, () => void begin()));
    }
  };
  void begin();
  return () => stop();
}

class DeviceList {
  private readonly desk: Desk;
  private readonly rows: WindowedList<DeviceRow>;
  private readonly count = element("p", { class: "quiet small", role: "status" });
  private readonly notice = element("p", { class: "notice", role: "status", hidden: true });
  private readonly none: HTMLElement;
  private all: readonly DeviceRow[] = [];
  private wish: Wish;

  constructor(desk: Desk, place: HTMLElement, profiles: readonly string[], parameters: URLSearchParams) {
    const { speech } = desk;
    this.desk = desk;
    this.wish = { text: parameters.get("text") ?? "", state: parameters.get("state") ?? "", profile: parameters.get("profile") ?? "" };
    this.rows = new WindowedList(speech.say("partDevices"), () => (NARROW.matches ? 76 : 52), ({ sensor }) => sensor.id, (row) => this.row(row));
    this.none = emptyState(speech.say("noDeviceFits"), speech.say("noDeviceFitsWhy"));
    this.none.hidden = true;
    const search = input("device-search", this.wish.text, (text) => this.wants({ text }), { type: "search", placeholder: speech.say("searchDevices"), "aria-label": speech.say("searchDevices") });
    const state = select("device-state", STATES.map((value) => [value, speech.say(STATE_WORDS[value] ?? "stateAll")]), this.wish.state, (value) => this.wants({ state: value }));
    state.setAttribute("aria-label", speech.say("state"));
    const profile = select("device-profile", [["", speech.say("allProfiles")], ...profiles.map((id) => [id, id] as const)], this.wish.profile, (value) => this.wants({ profile: value }));
    profile.setAttribute("aria-label", speech.say("profile"));
    const head = element("div", { class: "device-row device-head small quiet", "aria-hidden": "true" }, ...["sensor", "place", "state", "lastSeen", "battery", "signal"].map((name) => element("span", {}, speech.say(name as "sensor"))));
    place.replaceChildren(element("div", { class: "filters" }, search, state, profile), this.count, this.notice, head, this.rows.root, this.none);
  }

  show(all: readonly DeviceRow[], isOnlyRegistry = false): void {
    // What was known is no worse for not being told anew.
    if (!isOnlyRegistry || this.all.length === 0) {
      this.all = all;
    }
    this.draw();
  }

  problem(words: string): void {
    this.notice.textContent = words;
    this.notice.hidden = words === "";
  }

  close(): void {
    this.rows.close();
  }

  private wants(change: Partial<Wish>): void {
    this.wish = { ...this.wish, ...change };
    history.replaceState(null, "", this.desk.link("devices", Object.fromEntries(Object.entries(this.wish).filter(([, value]) => value !== ""))));
    this.draw();
  }

  private draw(): void {
    const { speech } = this.desk;
    const rows = chosen(this.all, this.wish);
    const words = speech.say("devicesShown", { count: number(speech, rows.length), all: number(speech, this.all.length) });
    if (this.count.textContent !== words) {
      this.count.textContent = words;
    }
    this.none.hidden = rows.length > 0;
    this.rows.root.hidden = rows.length === 0;
    this.rows.show(rows);
  }

  private row(row: DeviceRow): HTMLElement {
    const { speech } = this.desk;
    const { heard } = row;
    return element(
      "a",
      { class: "device-row", href: this.desk.link("devices", { device: row.sensor.id }) },
      element("strong", { class: "device-name" }, row.sensor.id),
      element("span", { class: "device-place quiet" }, row.placeName),
      stateTag(this.desk, row),
      element("span", { class: "device-seen" }, heard === undefined ? "–" : ago(speech, heard.lastSeen)),
      element("span", { class: isLow(heard) ? "figures low" : "figures" }, heard?.battery === undefined ? "–" : `${heard.battery} %`),
      element("span", { class: "figures quiet" }, heard?.rssi === undefined ? "–" : `${heard.rssi} dBm`),
    );
  }
}

const STATES = ["", "speaks", "silent", "never", "battery"];
const STATE_WORDS: Record<string, "stateAll" | "deviceSpeaks" | "deviceSilent" | "deviceNever" | "batteryLow"> = {
  "": "stateAll",
  speaks: "deviceSpeaks",
  silent: "deviceSilent",
  never: "deviceNever",
  battery: "batteryLow",
};

export function stateTag(desk: Desk, row: DeviceRow): HTMLElement {
  const kinds = { speaks: "good", silent: "bad", never: "plain" } as const;
  return tag(desk.speech.say(STATE_WORDS[row.state] ?? "stateAll"), kinds[row.state]);
}
