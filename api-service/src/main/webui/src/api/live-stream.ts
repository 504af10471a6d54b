import type { WindowJson, Withdrawal } from "./shapes.ts";

export type LiveState = "connecting" | "live" | "offline";

export interface LiveListener {
  window(window: WindowJson): void;
  /** The stream could not be resumed: what follows is the newest window of every series. */
  reset(): void;
  withdrawn(withdrawal: Withdrawal): void;
  state(state: LiveState): void;
}

/** How long a broken connection is called "connecting" before it is called "offline". */
const OFFLINE_AFTER_MS = 4_000;
const RETRY_FIRST_MS = 2_000;
const RETRY_LONGEST_MS = 30_000;

/**
 * The live stream of the whole city. The browser resumes a broken stream by itself with the last event's id; only when it gives up
 * (an error answer) is the stream opened anew.
 */
export class LiveStream {
  private source: EventSource | undefined;
  private retryMs = RETRY_FIRST_MS;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;
  private current: LiveState | undefined;
  private readonly path: string;
  private readonly listener: LiveListener;

  constructor(path: string, listener: LiveListener) {
    this.path = path;
    this.listener = listener;
    addEventListener("offline", () => this.tell("offline"));
    addEventListener("online", () => this.open());
  }

  open(): void {
    clearTimeout(this.retryTimer);
    this.source?.close();
    const source = new EventSource(this.path);
    this.source = source;
    this.lost();
    source.onopen = () => {
      this.retryMs = RETRY_FIRST_MS;
      this.tell("live");
    };
    source.onerror = () => {
      this.lost();
      if (source.readyState === EventSource.CLOSED) {
        this.retryTimer = setTimeout(() => this.open(), this.retryMs);
        this.retryMs = Math.min(this.retryMs * 2, RETRY_LONGEST_MS);
      }
    };
    source.addEventListener("window", (event) => this.listener.window(JSON.parse(event.data) as WindowJson));
    source.addEventListener("withdrawn", (event) => this.listener.withdrawn(parsed(event.data)));
    source.addEventListener("reset", () => this.listener.reset());
  }

  private lost(): void {
    if (this.current === "live" || this.current === undefined) {
      this.tell("connecting");
      this.offlineTimer = setTimeout(() => this.tell("offline"), OFFLINE_AFTER_MS);
    }
  }

  private tell(state: LiveState): void {
    if (state !== "connecting") {
      clearTimeout(this.offlineTimer);
    }
    if (state !== this.current) {
      this.current = state;
      this.listener.state(state);
    }
  }
}

function parsed(data: string): Withdrawal {
  try {
    return JSON.parse(data) as Withdrawal;
  } catch {
    return {};
  }
}
