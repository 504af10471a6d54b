import type { Kind, Theme } from "../api/shapes.ts";
import type { City } from "../city/city.ts";
import { clock, figure, valueText } from "../page/format.ts";
import { unitForPeople } from "../page/vocabulary.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import type { PanelName } from "./layout.ts";
import type { Finding, Grade } from "./unusual.ts";

const THEME_NAMES: Record<Theme, MessageKey> = {
  air: "themeAir",
  noise: "themeNoise",
  water: "themeWater",
  weather: "themeWeather",
  soil: "themeSoil",
  energy: "themeEnergy",
  waste: "themeWaste",
  mobility: "themeMobility",
  indoor: "themeIndoor",
  device: "themeDevice",
};

const PANEL_NAMES: Record<PanelName, MessageKey> = { levels: "wallLevels", unusual: "wallUnusual", silent: "wallSilent", late: "wallLate" };
const HIGHER: Record<Grade, MessageKey> = { 1: "wallHigher", 2: "wallMuchHigher", 3: "wallFarAbove" };
const LOWER: Record<Grade, MessageKey> = { 1: "wallLower", 2: "wallMuchLower", 3: "wallFarBelow" };

export function themeName(theme: Theme, speech: Speech): string {
  return speech.say(THEME_NAMES[theme]);
}

export function panelName(panel: PanelName, speech: Speech): string {
  return speech.say(PANEL_NAMES[panel]);
}

export function placeName(city: City, place: string | undefined, speech: Speech): string {
  return place === undefined ? speech.say("wallNoPlace") : speech.pick(city.places.get(place)?.place.name, place);
}

/** "langt over det sædvanlige". */
export function unusualWords({ grade, high }: Pick<Finding, "grade" | "high">, speech: Speech): string {
  return speech.say((high ? HIGHER : LOWER)[grade]);
}

/** A value with its unit; of a state the share of the time. */
export function withUnit(value: number, kind: Kind | undefined, places: number | undefined, unit: string, speech: Speech): string {
  if (kind === "state") {
    return `${figure(value * 100, 0, speech)}\u00a0%`;
  }
  const shown = kind === "direction" ? "" : unitForPeople(unit);
  const written = valueText(value, kind, kind === "direction" ? 0 : places, speech);
  return shown === "" ? written : `${written}\u00a0${shown}`;
}

/** "61 µg/m³, normalt 8–12 lørdag kl. 14". */
export function against(finding: Finding, city: City, speech: Speech): string {
  const quantity = city.quantity(finding.quantity);
  const written = (value: number): string => (quantity?.kind === "state" ? figure(value * 100, 0, speech) : figure(value, quantity?.places, speech));
  const { low, high } = finding.usual;
  return speech.say("wallAgainst", {
    value: withUnit(finding.value, quantity?.kind, quantity?.places, quantity?.unit ?? "", speech),
    usual: written(low) === written(high) ? written(low) : `${written(low)}–${written(high)}`,
    hour: hourName(finding.start, speech),
  });
}

/** "lørdage kl. 14–15". */
function hourName(start: number, speech: Speech): string {
  const weekday = new Intl.DateTimeFormat(speech.locale, { timeZone: "Europe/Copenhagen", weekday: "long" }).format(start);
  return speech.say("wallHour", { weekday, from: clock(start, speech), to: clock(start + 3_600_000, speech) });
}
