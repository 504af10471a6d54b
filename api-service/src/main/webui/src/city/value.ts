import type { Speech } from "../page/language.ts";
import type { City, Series } from "./city.ts";
import { stretch, valueText } from "./format.ts";
import { unitForPeople } from "./vocabulary.ts";

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
