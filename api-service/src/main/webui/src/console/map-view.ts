import { element } from "../page/dom.ts";
import { loadingState, problemState } from "../page/states.ts";
import { type Desk, type View, regularly } from "./console-page.ts";
import { DeviceMap } from "./device-map.ts";
import { type DeviceRow, deviceRows } from "./device-rows.ts";
import { stateTag } from "./devices-view.ts";
import { devices, uplinks, vocabulary } from "./inner.ts";
import { readingsList, when } from "./words.ts";

const OFTEN = 10_000;

/** Where the devices stand, published or not, for those who are signed in; one of them with its newest values. */
export const mapView: View = (desk, place, parameters) => {
  const { speech } = desk;
  const map = new DeviceMap(speech);
  const beside = element("div", { class: "map-beside" });
  let stop = (): void => undefined;
  place.append(loadingState(speech.say("fetching")));
  const begin = async (): Promise<void> => {
    try {
      const [sensors, places, words] = await Promise.all([desk.registry.all("sensor"), desk.registry.all("place"), vocabulary().catch(() => undefined)]);
      const nameOf = (quantity: string): string => speech.pick(words?.quantities.find((each) => each.id === quantity)?.name, quantity);
      place.replaceChildren(element("p", { class: "quiet" }, speech.say("mapWhy")), element("div", { class: "inner-map" }, map.node, beside));
      stop = regularly(OFTEN, async () => {
        const rows = deviceRows(speech, sensors, places, await devices().catch(() => []));
        const one = rows.find(({ sensor }) => sensor.id === parameters.get("device"));
        map.show(rows, one);
        const panel = await about(desk, one, nameOf);
        if (beside.querySelector(":focus") === null) {
          beside.replaceChildren(...(panel === null ? [] : [panel]));
        }
      });
    } catch (failure) {
      place.replaceChildren(problemState(speech, failure, () => void begin()));
    }
  };
  void begin();
  return () => {
    stop();
    map.end();
  };
};

async function about(desk: Desk, row: DeviceRow | undefined, nameOf: (quantity: string) => string): Promise<HTMLElement | null> {
  if (row === undefined) {
    return null;
  }
  const told = desk.may("see-exact-windows") ? await uplinks(row.sensor.id, 1).catch(() => undefined) : undefined;
  const newest = told?.uplinks[0];
  return element(
    "div",
    { class: "panel map-about", "data-device": row.sensor.id },
    element("div", { class: "card-head" }, element("h3", {}, row.placeName), stateTag(desk, row)),
    element("p", { class: "quiet small" }, row.sensor.id),
    newest === undefined ? element("p", { class: "quiet" }, desk.speech.say("noUplinks")) : readingsList(desk.speech, nameOf, newest.readings),
    newest === undefined ? null : element("p", { class: "quiet small" }, when(desk.speech, newest.receivedAt)),
    element("p", {}, element("a", { href: desk.link("devices", { device: row.sensor.id }) }, desk.speech.say("openDevice"))),
  );
}
