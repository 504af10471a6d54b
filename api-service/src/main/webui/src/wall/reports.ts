import { age, clock, figure, moment } from "../page/format.ts";
import { quantityName } from "../city/value.ts";
import { themeOf } from "../page/vocabulary.ts";
import type { Theme } from "../api/shapes.ts";
import type { Speech } from "../page/language.ts";
import { TREND_WORDS } from "./cards.ts";
import type { Level } from "./levels.ts";
import type { Line } from "./lines.ts";
import type { Freshness, SilentGroup } from "./silence.ts";
import type { SourceState } from "./sources.ts";
import type { Group } from "./unusual.ts";
import type { Watch } from "./watch.ts";
import { against, placeName, themeName, unusualWords, withUnit } from "./words.ts";

/** A panel's content as a plain table. */
export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Says what the wall knows in lines and in tables. */
export class Reports {
  private readonly watch: Watch;
  private readonly speech: Speech;

  constructor(watch: Watch, speech: Speech) {
    this.watch = watch;
    this.speech = speech;
  }

  unusual(groups: readonly Group[]): Line[] {
    const { speech } = this;
    const { city } = this.watch;
    return groups.map((group) => {
      const [worst] = group.findings;
      const place = placeName(city, worst.place, speech);
      const quantity = quantityName(city, worst.quantity, speech);
      const others = group.findings.length - 1;
      const places = new Set(group.findings.map((finding) => finding.place)).size;
      return group.by === "quantity"
        ? {
            key: group.key,
            theme: group.theme,
            grade: group.grade,
            what: quantity,
            how: speech.say("wallAtPlaces", { words: unusualWords(worst, speech), count: places }),
            why: speech.say("wallWorst", { place, against: against(worst, city, speech) }),
          }
        : {
            key: group.key,
            theme: group.theme,
            grade: group.grade,
            what: place,
            how: `${quantity} ${unusualWords(worst, speech)}`,
            why: others === 0 ? against(worst, city, speech) : `${against(worst, city, speech)} · ${speech.say("wallMore", { count: others })}`,
          };
    });
  }

  unusualTable(groups: readonly Group[]): Table {
    const { speech } = this;
    const { city } = this.watch;
    return {
      heads: [speech.say("columnPlace"), speech.say("columnQuantity"), speech.say("wallHowUnusual"), speech.say("wallFigures")],
      rows: groups.flatMap((group) =>
        group.findings.map((finding) => [
          placeName(city, finding.place, speech),
          quantityName(city, finding.quantity, speech),
          unusualWords(finding, speech),
          against(finding, city, speech),
        ]),
      ),
    };
  }

  silent(groups: readonly SilentGroup[], now: number): Line[] {
    const { speech } = this;
    return groups.map((group) => {
      const [longest] = group.sensors;
      const since = age(longest.since, now, speech);
      const there = group.by === "place" ? "" : ` · ${placeName(this.watch.city, longest.place, speech)}`;
      return {
        key: group.key,
        theme: group.by === "place" ? undefined : this.themeOfDataset(group.name),
        grade: group.by === "place" ? 2 : 1,
        what: group.by === "place" ? placeName(this.watch.city, group.name, speech) : this.kinName(group),
        how:
          group.by === "place"
            ? speech.say("wallWholePlace", { count: group.sensors.length })
            : group.of === undefined
              ? speech.say("wallSensors", { count: group.sensors.length })
              : speech.say("wallSensorsOf", { count: group.sensors.length, of: group.of }),
        why: `${since}${there}`,
      };
    });
  }

  silentTable(groups: readonly SilentGroup[]): Table {
    const { speech } = this;
    return {
      heads: [speech.say("columnPlace"), speech.say("wallSensor"), speech.say("columnDataset"), speech.say("wallLastHeard"), speech.say("wallBattery")],
      rows: groups.flatMap((group) =>
        group.sensors.map((one) => [
          placeName(this.watch.city, one.place, speech),
          one.sensor,
          one.open ? this.datasetName(one.kin) : one.kin,
          moment(one.since, speech),
          one.battery === undefined ? "–" : `${one.battery}\u00a0%`,
        ]),
      ),
    };
  }

  /** Only those that are not as they should be. */
  late(fresh: readonly Freshness[], now: number): Line[] {
    const { speech } = this;
    return fresh.filter((one) => one.late || one.onTime < one.sensors).map((one) => ({
      key: one.dataset,
      theme: this.themeOfDataset(one.dataset),
      grade: one.late ? 2 : 1,
      what: this.datasetName(one.dataset),
      how: one.late ? speech.say("wallIsLate") : speech.say("wallSensorsOnTime", { count: one.onTime, of: one.sensors }),
      why: one.newest === undefined ? "" : age(one.newest, now, speech),
    }));
  }

  /** Of the sources only those that are late. */
  lateSources(sources: readonly SourceState[], now: number): Line[] {
    const { speech } = this;
    return sources.filter(({ late }) => late).map((one) => ({
      key: `source ${one.source}`,
      theme: undefined,
      grade: one.connected === false ? 3 : 2,
      what: one.source,
      how: speech.say(one.connected === false ? "wallSourceAway" : "wallSourceLate"),
      why: one.heardAt === undefined ? "" : age(one.heardAt, now, speech),
    }));
  }

  /** How many are as they should be, in one line. */
  onTime(fresh: readonly Freshness[], sources: readonly SourceState[] | undefined): string {
    return `${this.datasetsOnTime(fresh)} ${this.sourcesOnTime(sources)}`;
  }

  private sourcesOnTime(sources: readonly SourceState[] | undefined): string {
    const { speech } = this;
    if (sources === undefined) {
      return speech.say("wallSourcesHidden");
    }
    const late = sources.filter((one) => one.late).length;
    return late === 0 ? speech.say("wallNoSourceLate", { of: sources.length }) : speech.say("wallSourcesLate", { count: late, of: sources.length });
  }

  private datasetsOnTime(fresh: readonly Freshness[]): string {
    const { speech } = this;
    const good = fresh.filter((one) => one.newest !== undefined && !one.late).length;
    const unheard = fresh.filter((one) => one.newest === undefined).length;
    return [
      good === fresh.length ? speech.say("wallAllOnTime", { count: good }) : speech.say("wallSomeOnTime", { count: good, of: fresh.length }),
      unheard === 0 ? "" : speech.say("wallUnheard", { count: unheard }),
    ]
      .filter((part) => part !== "")
      .join(" ");
  }

  lateTable(fresh: readonly Freshness[], sources: readonly SourceState[]): Table {
    const { speech } = this;
    return {
      heads: [speech.say("wallDatasetOrSource"), speech.say("wallState"), speech.say("wallLastHeard"), speech.say("wallExpected"), speech.say("wallSensorsHeard")],
      rows: [...sources.map((one) => this.sourceRow(one)), ...fresh.map((one) => [
        this.datasetName(one.dataset),
        one.newest === undefined ? speech.say("wallNothingYet") : one.late ? speech.say("wallIsLate") : speech.say("wallOnTime"),
        one.newest === undefined ? "–" : moment(one.newest, speech),
        speech.say("wallWithin", { minutes: Math.round(one.expectedMs / 60_000) }),
        `${one.onTime} / ${one.sensors}`,
      ])],
    };
  }

  private sourceRow({ source, connected, perMinute, heardAt, late }: SourceState): string[] {
    const { speech } = this;
    const state = connected === false ? "wallSourceAway" : late ? "wallSourceLate" : heardAt === undefined ? "wallNothingYet" : "wallSourceSpeaks";
    const rate = perMinute === undefined ? "–" : speech.say("wallRate", { count: figure(perMinute, 1, speech) });
    return [source, speech.say(state), heardAt === undefined ? "–" : moment(heardAt, speech), rate, "–"];
  }

  levelsTable(levels: readonly Level[]): Table {
    const { speech } = this;
    const { city } = this.watch;
    return {
      heads: [speech.say("wallTheme"), speech.say("columnQuantity"), speech.say("wallMiddle"), speech.say("wallTrend"), speech.say("wallLowest"), speech.say("wallHighest"), speech.say("wallHoursBefore")],
      rows: levels.map((level) => {
        const written = (value: number): string => withUnit(value, level.kind, level.places, level.unit, speech);
        return [
          themeName(level.theme, speech),
          quantityName(city, level.quantity, speech),
          written(level.middle),
          speech.say(TREND_WORDS[level.trend]),
          `${written(level.low.value)} ${placeName(city, level.low.place, speech)}`,
          `${written(level.high.value)} ${placeName(city, level.high.place, speech)}`,
          level.day.slice(-6).map((value) => (value === undefined ? "–" : written(value))).join("; "),
        ];
      }),
    };
  }

  private kinName(group: SilentGroup): string {
    return group.open ? this.datasetName(group.name) : group.name;
  }

  private datasetName(dataset: string): string {
    return this.speech.pick(this.watch.city.datasets.get(dataset)?.title, dataset);
  }

  private themeOfDataset(dataset: string): Theme | undefined {
    const [quantity] = this.watch.city.datasets.get(dataset)?.quantities ?? [];
    return quantity === undefined ? undefined : themeOf(quantity, quantity.id);
  }
}

/** "Senest hørt kl. 14.03, for 20 sek. siden". */
export function heardWords(heardAt: number | undefined, now: number, speech: Speech): string {
  return heardAt === undefined ? speech.say("wallNothingHeard") : speech.say("wallHeard", { time: clock(heardAt, speech), age: age(heardAt, now, speech) });
}
