import type { Counts } from "./inner.ts";

const REMEMBERED = 60_000;

/** How many messages a minute each source brings, of what it had brought each time one looked. */
export class Rates {
  private looks: { at: number; received: Map<string, number> }[] = [];

  take(counts: Counts): void {
    const at = Date.parse(counts.at);
    const received = new Map(counts.sources.map((each) => [each.source, each.received ?? 0]));
    // A service that was started anew counts from nothing.
    const last = this.looks.at(-1);
    if (last !== undefined && (at <= last.at || [...received].some(([source, count]) => count < (last.received.get(source) ?? 0)))) {
      this.looks = [];
    }
    this.looks.push({ at, received });
    this.looks = this.looks.filter((look) => at - look.at <= REMEMBERED);
  }

  /** Not known before the second look. */
  perMinute(source: string): number | undefined {
    const first = this.looks[0];
    const last = this.looks.at(-1);
    if (first === undefined || last === undefined || last.at === first.at) {
      return undefined;
    }
    const came = (last.received.get(source) ?? 0) - (first.received.get(source) ?? 0);
    return (came / (last.at - first.at)) * 60_000;
  }
}
