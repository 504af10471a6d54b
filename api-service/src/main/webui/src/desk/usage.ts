import type { Speech } from "../page/language.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { looked, quiet, section, table } from "./parts.ts";
import type { UsageDay } from "./shapes.ts";
import { count, day, named } from "./telling.ts";

/** Who uses it, as coarsely as everyone is told: what few did is not told apart. */
export function usagePart(speech: Speech, desk: DatasetDesk): HTMLElement {
  return section(
    "usage",
    speech.say("deskUsage"),
    quiet(speech.say("deskUsageWhy")),
    looked(speech, async () => shown(speech, await desk.usage())),
  );
}

function shown(speech: Speech, days: readonly UsageDay[]): HTMLElement {
  if (days.length === 0) {
    return quiet(speech.say("deskUsageNone"));
  }
  const ways = waysOf(days);
  const newest = [...days].reverse();
  return table(
    speech.say("deskUsageTable"),
    [speech.say("deskDay"), ...ways.map((way) => named(speech, "deskUsage", way))],
    newest.map((each) => [day(speech, `${each.day}T12:00:00Z`), ...ways.map((way) => figure(speech, found(each, way)))]),
    ways.map((_, index) => index + 1),
  );
}

interface Figure {
  readonly fewerThan?: number;
  readonly requests?: number;
  readonly connections?: number;
}

/** The ways in which it is given, such as live and files.csv. */
export function waysOf(days: readonly UsageDay[]): string[] {
  const ways = new Set<string>();
  for (const each of days) {
    for (const [name, held] of Object.entries(each)) {
      if (typeof held === "object" && held !== null) {
        isFigure(held) ? ways.add(name) : Object.keys(held).forEach((kind) => ways.add(`${name}.${kind}`));
      }
    }
  }
  return [...ways];
}

function isFigure(held: object): held is Figure {
  return "fewerThan" in held || "requests" in held || "connections" in held;
}

function found(each: UsageDay, way: string): Figure | undefined {
  const [name = "", kind] = way.split(".");
  const held = each[name] as Record<string, Figure> | Figure | undefined;
  return kind === undefined ? (held as Figure | undefined) : (held as Record<string, Figure> | undefined)?.[kind];
}

function figure(speech: Speech, held: Figure | undefined): string {
  if (held === undefined) {
    return "–";
  }
  return held.fewerThan === undefined ? count(speech, held.requests ?? held.connections ?? 0) : speech.say("deskFewerThan", { count: held.fewerThan });
}
