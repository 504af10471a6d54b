import type { Dataset } from "../api/shapes.ts";
import type { Speech } from "../page/language.ts";
import type { City } from "./city.ts";
import { LastDay } from "./past.ts";
import { TimeBar } from "./time-bar.ts";

interface Listener {
  /** The whole page tells of another moment now. */
  shown(): void;
  /** The moment that the address is to name; nothing for now. */
  settled(moment: number | null): void;
  /** Whose days are needed for what is shown. */
  wanted(): readonly Dataset[];
}

/** Lets the city tell of any quarter of an hour of its last day. */
export class LookingBack {
  readonly bar: TimeBar;
  private readonly city: City;
  private readonly speech: Speech;
  private readonly listener: Listener;
  private day = new LastDay(Date.now());
  private step: number | undefined;

  constructor(city: City, speech: Speech, listener: Listener) {
    this.city = city;
    this.speech = speech;
    this.listener = listener;
    this.bar = new TimeBar(speech, {
      moved: (step) => this.go(step),
      settled: () => listener.settled(this.step === undefined ? null : this.day.momentOf(this.step)),
    });
    this.bar.of((step) => this.day.momentOf(step));
  }

  /** Follows the address: a moment that is not of the last day is now. */
  follow(moment: number | null): void {
    const step = moment === null || moment <= this.day.from || moment > Date.now() ? undefined : this.day.stepOf(moment);
    if (step !== this.step) {
      this.bar.stop();
      this.bar.stand(step);
      this.go(step);
    } else if (step !== undefined) {
      void this.fetch();
    }
  }

  private go(step: number | undefined): void {
    if (this.step === undefined && this.day.isStale(Date.now())) {
      this.day = new LastDay(Date.now());
    }
    this.step = step;
    if (step === undefined) {
      this.city.comeBack();
      this.bar.say("");
      this.listener.shown();
      return;
    }
    if (this.city.moment !== undefined || this.isHere()) {
      this.show();
    }
    void this.fetch();
  }

  /** Whether all that is shown can be told of an earlier moment. Until then the page stays where it is. */
  private isHere(): boolean {
    return this.listener.wanted().every(({ id }) => this.day.has(id));
  }

  private show(): void {
    if (this.step !== undefined) {
      this.city.lookBack(this.day.momentOf(this.step), this.day);
      this.count();
      this.listener.shown();
    }
  }

  /** Fetches what is not here yet, one dataset after the other, and says how far it is. */
  private async fetch(): Promise<void> {
    const { day } = this;
    const wanted = this.listener.wanted();
    const missing = wanted.filter(({ id }) => !day.has(id));
    if (missing.length === 0) {
      return;
    }
    let done = wanted.length - missing.length;
    this.bar.say(this.speech.say("timeLoading", { done, all: wanted.length }));
    try {
      for (const dataset of missing) {
        await day.load(dataset);
        done++;
        if (this.step === undefined || day !== this.day) {
          return;
        }
        this.bar.say(this.speech.say("timeLoading", { done, all: wanted.length }));
      }
      this.show();
    } catch {
      this.giveUp();
    }
  }

  /** Without history there is only now. */
  private giveUp(): void {
    this.bar.stop();
    this.bar.stand(undefined);
    this.go(undefined);
    this.listener.settled(null);
    this.bar.say(this.speech.say("timeAway"));
  }

  /** Says how much of the city has nothing to say of that moment. */
  private count(): void {
    if (!this.isHere()) {
      return;
    }
    const wanted = new Set(this.listener.wanted().map(({ id }) => id));
    let count = 0;
    let missing = 0;
    for (const { series } of this.city.places.values()) {
      for (const one of series) {
        if (wanted.has(one.dataset)) {
          count++;
          missing += Number(one.gap !== undefined);
        }
      }
    }
    this.bar.say(missing === 0 ? this.speech.say("timeWhole", { count }) : this.speech.say("timeGaps", { missing, count }));
  }
}
