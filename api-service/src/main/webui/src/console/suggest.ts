import type { FoundField } from "./payload.ts";
import type { Unit, Vocabulary, VocabularyQuantity } from "./inner.ts";

/** How vendors call what has a name here; what is not listed is found by how alike the names are. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [/^pm_?2[_.,]?5$/, "pm2-5"],
  [/^pm_?10(_0)?$/, "pm10"],
  [/^pm_?1(_0)?$/, "pm1"],
  [/^(air_?)?temp(erature)?(_?c)?$|^t$/, "air-temperature"],
  [/^(rel(ative)?_?)?hum(idity)?$|^rh$/, "relative-humidity"],
  [/^co_?2(_?ppm)?$|^carbon_?dioxide$/, "carbon-dioxide"],
  [/^t?voc$/, "volatile-organic-compounds"],
  [/^(air_?|barometric_?)?press(ure)?$/, "air-pressure"],
  [/^no_?2$/, "nitrogen-dioxide"],
  [/^o_?3$/, "ozone"],
  [/^(leq|laeq|noise|sound(_?level)?)$/, "sound-level"],
  [/^(lamax|peak)$/, "sound-level-peak"],
  [/^bat(tery)?(_?level|_?percent)?$/, "battery-level"],
  [/^(bat_?v|battery_?voltage|v_?bat)$/, "battery-voltage"],
  [/^rssi$/, "radio-rssi"],
  [/^snr$/, "radio-snr"],
  [/^(water_?)?(level|depth)$/, "water-level"],
  [/^(soil_?)?moisture$|^vwc$/, "soil-moisture"],
  [/^soil_?temp(erature)?$/, "soil-temperature"],
  [/^water_?temp(erature)?$/, "water-temperature"],
  [/^(lux|illumination|light)$/, "illuminance"],
  [/^wind_?speed$/, "wind-speed"],
  [/^wind_?dir(ection)?$/, "wind-direction"],
  [/^rain(fall)?$/, "rain-amount"],
  [/^(fill(_?level)?|fyldning)$/, "waste-fill"],
  [/^(door|open|door_?open)$/, "door-open"],
  [/^(occupied|occupancy|presence)$/, "occupied"],
  [/^(people|count|counter)(_?in|_?total)?$/, "people-count"],
];
const ALIKE_ENOUGH = 0.6;

/** The quantity that a field most likely is; nothing where none is near. */
export function suggested(field: Pick<FoundField, "name" | "value">, vocabulary: Vocabulary): VocabularyQuantity | undefined {
  if (typeof field.value === "string") {
    return undefined;
  }
  const name = field.name.replace(/([a-z])([A-Z])/g, "$1_$2").replaceAll("-", "_").toLowerCase();
  const id = CALLED.find(([called]) => called.test(name))?.[1];
  if (id !== undefined) {
    return vocabulary.quantities.find((each) => each.id === id);
  }
  const [best] = nearest(name, vocabulary);
  return best !== undefined && best.alike >= ALIKE_ENOUGH ? best.quantity : undefined;
}

/** The quantities by how near their names are to what was written, the nearest first. */
export function nearest(written: string, vocabulary: Vocabulary): { quantity: VocabularyQuantity; alike: number }[] {
  const wanted = simple(written);
  return vocabulary.quantities
    .map((quantity) => ({ quantity, alike: Math.max(...[quantity.id, quantity.name.da ?? "", quantity.name.en ?? ""].map((name) => alike(wanted, simple(name)))) }))
    .sort((a, b) => b.alike - a.alike);
}

/** What fits what is being written: names that contain it before names that are only like it. */
export function matching(written: string, vocabulary: Vocabulary, most = 8): VocabularyQuantity[] {
  const wanted = simple(written);
  const within = vocabulary.quantities.filter((each) => [each.id, each.name.da ?? "", each.name.en ?? ""].some((name) => simple(name).includes(wanted)));
  const near = nearest(written, vocabulary)
    .filter(({ alike, quantity }) => alike > 0.35 && !within.includes(quantity))
    .map(({ quantity }) => quantity);
  return [...within, ...near].slice(0, most);
}

function simple(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9æøå]/g, "");
}

/** From 0 for nothing in common to 1 for the same, by the pairs of letters that both have. */
export function alike(one: string, other: string): number {
  if (one === other) {
    return 1;
  }
  const pairs = (text: string): string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
  const left = pairs(one);
  const right = pairs(other);
  const total = left.length + right.length;
  let common = 0;
  for (const pair of left) {
    const found = right.indexOf(pair);
    if (found >= 0) {
      common++;
      right.splice(found, 1);
    }
  }
  return total === 0 ? 0 : (2 * common) / total;
}

export function unitsOf(quantity: VocabularyQuantity, vocabulary: Vocabulary): readonly Unit[] {
  return vocabulary.units.filter(({ dimension }) => dimension === quantity.dimension);
}

/** What a raw figure is in the quantity's own unit. */
export function inUnitOf(quantity: VocabularyQuantity, raw: number | boolean, unit: string, scale: number, vocabulary: Vocabulary): number | undefined {
  const from = vocabulary.units.find(({ code }) => code === unit);
  const to = vocabulary.units.find(({ code }) => code === quantity.unit);
  if (from === undefined || to === undefined || from.dimension !== to.dimension) {
    return undefined;
  }
  return (Number(raw) * scale * from.factor + from.offset - to.offset) / to.factor;
}

export function isPlausible(quantity: VocabularyQuantity, value: number): boolean {
  return value >= quantity.lowest && value <= quantity.highest;
}
