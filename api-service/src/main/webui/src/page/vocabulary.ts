import type { Kind, Quantity, Theme } from "../api/shapes.ts";

/** How UCUM codes are written for people. A code that is not here is shown as it is; an annotation in braces is not shown. */
const UNITS: Record<string, string> = {
  Cel: "°C",
  "ug/m3": "µg/m³",
  "mg/m3": "mg/m³",
  "W/m2": "W/m²",
  "m3/h": "m³/h",
  m3: "m³",
  "uS/cm": "µS/cm",
  deg: "°",
  "kW.h": "kWh",
  "dB[mW]": "dBm",
  "[ppm]": "ppm",
  "[ppb]": "ppb",
  "[pH]": "pH",
  "[NTU]": "NTU",
  "1": "",
};

export function unitForPeople(code: string): string {
  return UNITS[code] ?? (code.startsWith("{") ? "" : code);
}

/** Which part of city life a quantity belongs to where the API does not say. */
const THEME_HINTS: [RegExp, Theme][] = [
  [/^(pm\d|nitrogen|ozone|sulphur|carbon-monoxide|black-carbon)/, "air"],
  [/^sound/, "noise"],
  [/^soil/, "soil"],
  [/^(carbon-dioxide|volatile|indoor|occupied|door|motion)/, "indoor"],
  [/^(water|sewer|groundwater|dissolved|overflow)/, "water"],
  [/^(air-|relative-|wind|solar|illuminance|rain|snow|road)/, "weather"],
  [/^(electric|heat|drinking|flow-|return-|gas|pulse)/, "energy"],
  [/^waste/, "waste"],
  [/^(parking|vehicle|car-|truck|bicycle|people|charger)/, "mobility"],
];

export function themeOf(quantity: Quantity | undefined, id: string): Theme {
  return quantity?.theme ?? THEME_HINTS.find(([pattern]) => pattern.test(id))?.[1] ?? "device";
}

/** What sort of number it is where the API does not say. */
export function kindOf(quantity: Quantity | undefined, unit: string): Kind | undefined {
  return quantity?.kind ?? (unit === "{state}" ? "state" : unit === "deg" ? "direction" : undefined);
}
