import type { Speech } from "../page/language.ts";
import type { Place } from "../api/shapes.ts";
import type { City, Series } from "./city.ts";
import { age, clock, stretch, valueText } from "../page/format.ts";
import { unitForPeople } from "../page/vocabulary.ts";

/** The value of a series without its unit: a figure, "ja", "beskyttet" or "ingen værdi endnu". */
export function shortValue(series: Series, speech: Speech): string {
  if (series.suppressed) {
    return speech.say("protected");
  }
  return series.value === undefined ? "–" : valueText(series.value, series.kind, series.described?.places, speech);
}

/** The unit as it is written after the value; nothing where the value is a word. */
export function shownUnit(series: Series): string {
  const { suppressed, value, kind } = series;
  return suppressed || value === undefined || kind === "state" || kind === "direction" ? "" : unitForPeople(series.unit);
}

/** Value and unit. */
export function fullValue(series: Series, speech: Speech): string {
  const unit = shownUnit(series);
  const value = shortValue(series, speech);
  return unit === "" ? value : `${value}\u00a0${unit}`;
}

/** "på 15 min." where the value was gathered over a time, else nothing. */
export function gatheredOver(series: Series, speech: Speech): string {
  return series.gathered ? speech.say("perTime", { time: stretch(series.resolution, speech) }) : "";
}

export function quantityName(city: City, id: string, speech: Speech): string {
  return speech.pick(city.quantity(id)?.name, id);
}

/** When it was measured: how long ago, or of an earlier moment which quarter of an hour, or that nothing was. */
export function whenText(series: Series, city: City, speech: Speech): string {
  if (city.moment === undefined) {
    const ago = age(series.at, Date.now(), speech);
    return city.quiet(series) ? `${speech.say("silent")} · ${ago}` : ago;
  }
  switch (series.gap) {
    case undefined:
      return `${clock(series.start, speech)}–${clock(series.end, speech)}`;
    case "loading":
      return "…";
    default:
      return speech.say(series.gap === "missing" ? "gapMissing" : "gapNotYet");
  }
}

/** The name of a place; an area that has none is called after the place that is nearest to its middle, no two of them alike. */
export function placeName(city: City, place: Place, speech: Speech): string {
  if (place.outline === undefined) {
    return speech.pick(place.name, place.id);
  }
  const known = speech.pick(place.name, "");
  const nearby = city.nearby(place);
  if (known !== "" || nearby === undefined) {
    return known === "" ? place.id : known;
  }
  const near = speech.pick(nearby.place.name, nearby.place.id);
  return nearby.number === undefined ? speech.say("areaNear", { place: near }) : speech.say("areaNearOf", { place: near, number: nearby.number });
}
