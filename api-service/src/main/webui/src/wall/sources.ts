/** What GET /admin/v1/sources tells of a source. */
export interface SourceCounts {
  readonly source: string;
  readonly received?: number;
  readonly connected?: boolean;
}

/** How it stands with one way by which messages come in. */
export interface SourceState {
  readonly source: string;
  /** Absent where it takes what is sent to it, and connects to nothing. */
  readonly connected: boolean | undefined;
  /** Messages a minute, of the last minutes; absent before the second look. */
  readonly perMinute: number | undefined;
  /** When more had come than the look before; absent where that was never seen. */
  readonly heardAt: number | undefined;
  readonly late: boolean;
}

interface Look {
  readonly at: number;
  readonly received: number;
}

interface Pace {
  connected: boolean | undefined;
  looks: Look[];
  heardAt: number | undefined;
  /** The longest that was waited between two looks that had something new. */
  longestWait: number | undefined;
}

const MINUTE_MS = 60_000;
const RATE_OVER_MS = 5 * MINUTE_MS;
const LATE_AFTER_WAITS = 3;
const LATE_AT_EARLIEST_MS = 5 * MINUTE_MS;

/** Learns how often each source brings something, of looks at its count, and says which one is late by its own pace. */
export class Sources {
  private readonly paces = new Map<string, Pace>();

  take(counts: readonly SourceCounts[], at: number): void {
    const there = new Set(counts.map(({ source }) => source));
    for (const source of this.paces.keys()) {
      if (!there.has(source)) {
        this.paces.delete(source);
      }
    }
    for (const { source, received = 0, connected } of counts) {
      const pace = this.paces.get(source) ?? { connected, looks: [], heardAt: undefined, longestWait: undefined };
      this.paces.set(source, pace);
      pace.connected = connected;
      look(pace, { at, received });
    }
  }

  /** Those that are late first. */
  at(now: number): SourceState[] {
    return [...this.paces]
      .map(([source, pace]) => ({ source, connected: pace.connected, perMinute: rateOf(pace), heardAt: pace.heardAt, late: isLate(pace, now) }))
      .sort((a, b) => Number(b.late) - Number(a.late) || (a.source < b.source ? -1 : 1));
  }
}

function look(pace: Pace, now: Look): void {
  const before = pace.looks.at(-1);
  if (before !== undefined && now.received < before.received) {
    // The service was started anew and counts from nothing.
    pace.looks = [];
  } else if (before !== undefined && now.received > before.received) {
    if (pace.heardAt !== undefined) {
      pace.longestWait = Math.max(pace.longestWait ?? 0, now.at - pace.heardAt);
    }
    pace.heardAt = now.at;
  }
  pace.looks = [...pace.looks.filter(({ at }) => now.at - at <= RATE_OVER_MS), now];
}

function rateOf({ looks }: Pace): number | undefined {
  const first = looks[0];
  const last = looks.at(-1);
  return first === undefined || last === undefined || last.at === first.at ? undefined : ((last.received - first.received) / (last.at - first.at)) * MINUTE_MS;
}

/** A source of which no pace is known yet is not said to be late by it. */
function isLate({ connected, heardAt, longestWait }: Pace, now: number): boolean {
  if (connected === false) {
    return true;
  }
  return heardAt !== undefined && longestWait !== undefined && now - heardAt > Math.max(LATE_AT_EARLIEST_MS, LATE_AFTER_WAITS * longestWait);
}
