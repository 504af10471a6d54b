import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { section, table } from "./parts.ts";
import type { Case, Device } from "./shapes.ts";
import { count, length } from "./telling.ts";

const MOST_PLACES = 500;

/** What is collected, what of that is told, what is dropped; by which sensors, and where. */
export function collected(speech: Speech, found: Case): HTMLElement {
  const sensors = found.devices.reduce((sum, device) => sum + device.sensors, 0);
  return section(
    "collected",
    speech.say("deskCollected"),
    element("p", {}, speech.say("deskCollectedFrom", { sensors: count(speech, sensors), places: count(speech, found.places.length), quantities: found.quantities.map((each) => speech.pick(each.name, each.id).toLowerCase()).join(", ") })),
    found.devices.length === 0
      ? element("p", { class: "lacking" }, speech.say("deskNoDevices"))
      : table(
          speech.say("deskFieldsTable"),
          [speech.say("deskProduct"), speech.say("deskFieldTold"), speech.say("deskFieldInside"), speech.say("deskFieldDropped")],
          found.devices.map((device) => row(speech, device)),
        ),
    places(speech, found),
  );
}

function row(speech: Speech, device: Device): Node[] {
  const told = device.fields.filter((field) => field.told);
  const inside = device.fields.filter((field) => !field.told);
  const pace = device.interval === undefined ? speech.say("deskSpeaksOnEvent") : speech.say("deskSpeaksEach", { interval: length(speech, device.interval) });
  return [
    element("div", {}, element("strong", {}, `${device.vendor} ${device.model}`), element("p", { class: "quiet small" }, `${speech.say("deskSensorCount", { count: count(speech, device.sensors) })} · ${pace}`)),
    names(speech, told),
    inside.length === 0 ? element("span", { class: "quiet" }, "–") : names(speech, inside),
    element("span", {}, speech.say("deskAllElse")),
  ];
}

function names(speech: Speech, fields: Device["fields"]): HTMLElement {
  return element(
    "ul",
    {},
    ...fields.map((field) => element("li", {}, speech.pick(field.name, field.quantity), field.hashed ? element("span", { class: "quiet small" }, ` (${speech.say("deskHashed")})`) : null)),
  );
}

function places(speech: Speech, found: Case): HTMLElement | null {
  if (found.places.length === 0) {
    return null;
  }
  return element(
    "details",
    { class: "for-print" },
    element("summary", {}, speech.say("deskPlaces", { count: count(speech, found.places.length) })),
    element("ul", { class: "place-names" }, ...found.places.slice(0, MOST_PLACES).map((place) => element("li", {}, speech.pick(place.name, place.id), element("span", { class: "quiet small" }, ` ${speech.say("deskSensorCount", { count: place.sensors })}`)))),
    found.places.length > MOST_PLACES ? element("p", { class: "quiet" }, speech.say("deskMore", { count: found.places.length - MOST_PLACES })) : null,
  );
}
