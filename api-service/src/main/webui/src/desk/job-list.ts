import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { keepLooking, looked, quiet } from "./parts.ts";

/** How the orders of one kind are told. */
interface Telling<Job> {
  readonly load: (end?: AbortSignal) => Promise<readonly Job[]>;
  readonly none: string;
  readonly goesOn: (job: Job) => boolean;
  readonly line: (job: Job) => HTMLElement;
}

/** The orders that were given about a dataset, the newest first, looked at again for as long as one of them goes on. */
export class JobList<Job> {
  readonly root = element("div", { "aria-live": "polite" });
  private readonly speech: Speech;
  private readonly telling: Telling<Job>;
  private stop: (() => void) | undefined;

  constructor(speech: Speech, telling: Telling<Job>) {
    this.speech = speech;
    this.telling = telling;
  }

  leave(): void {
    this.stop?.();
  }

  /** Looks at once: when it is shown, and when something was ordered. */
  look(): void {
    this.root.replaceChildren(looked(this.speech, async () => this.told(await this.telling.load())));
  }

  private told(all: readonly Job[]): HTMLElement {
    const place = element("div", {});
    const show = (jobs: readonly Job[]): boolean => {
      place.replaceChildren(jobs.length === 0 ? quiet(this.telling.none) : element("ul", { class: "jobs" }, ...[...jobs].reverse().map((job) => this.telling.line(job))));
      return jobs.some((job) => this.telling.goesOn(job));
    };
    this.stop?.();
    if (show(all)) {
      this.stop = keepLooking(async (end) => show(await this.telling.load(end)));
    }
    return place;
  }
}
