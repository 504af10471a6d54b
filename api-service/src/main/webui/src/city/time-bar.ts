import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { clock, moment } from "../page/format.ts";
import { QUARTERS, QUARTER_MS } from "./past.ts";

/** How long a quarter of an hour is shown when the day is played. */
const STEP_MS = 220;
const NOW = QUARTERS + 1;

interface Listener {
  /** The quarter to look back to, 1 to 96; nothing for now. */
  moved(step: number | undefined): void;
  /** The quarter that the hand came to rest at. */
  settled(): void;
}

/** The last day as a line to move along: at its right end is now. */
export class TimeBar {
  readonly node: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly button: HTMLButtonElement;
  private readonly back: HTMLButtonElement;
  private readonly told = element("p", { class: "time-told figures" });
  private readonly note = element("p", { class: "time-note quiet", role: "status" });
  private readonly speech: Speech;
  private readonly listener: Listener;
  private timer: ReturnType<typeof setInterval> | undefined;
  private momentOf: (step: number) => number = () => 0;

  constructor(speech: Speech, listener: Listener) {
    this.speech = speech;
    this.listener = listener;
    this.slider = element("input", { type: "range", class: "time-slider", min: "1", max: String(NOW), step: "1", value: String(NOW), "aria-label": speech.say("timeSlider") });
    this.button = element("button", { class: "button time-play", type: "button" });
    this.back = element("button", { class: "button time-now", type: "button", hidden: true }, speech.say("timeNow"));
    this.slider.addEventListener("input", () => {
      this.stop();
      this.move();
    });
    this.slider.addEventListener("change", () => this.listener.settled());
    this.button.addEventListener("click", () => (this.timer === undefined ? this.play() : this.rest()));
    this.back.addEventListener("click", () => {
      this.stop();
      this.set(NOW);
      this.listener.settled();
      this.slider.focus();
    });
    this.node = element("div", { class: "time-bar", role: "group", "aria-label": speech.say("timeBar") }, this.button, this.told, this.slider, this.back, this.note);
    this.paint();
  }

  /** Which instants the steps are. */
  of(momentOf: (step: number) => number): void {
    this.momentOf = momentOf;
    this.paint();
  }

  /** Stands at that quarter, without telling anybody. */
  stand(step: number | undefined): void {
    this.slider.value = String(step ?? NOW);
    this.paint();
  }

  /** What there is to say of the moment that is shown: that it is being fetched, or how much of it is missing. */
  say(text: string): void {
    write(this.note, text);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.paint();
  }

  private rest(): void {
    this.stop();
    this.listener.settled();
  }

  private play(): void {
    if (this.step === undefined || this.step === QUARTERS) {
      this.set(1);
    }
    this.timer = setInterval(() => {
      const next = (this.step ?? QUARTERS) + 1;
      this.set(next);
      if (next >= NOW) {
        this.rest();
      }
    }, STEP_MS);
    this.paint();
  }

  private get step(): number | undefined {
    const value = Number(this.slider.value);
    return value >= NOW ? undefined : value;
  }

  private set(value: number): void {
    this.slider.value = String(value);
    this.move();
  }

  private move(): void {
    this.paint();
    this.listener.moved(this.step);
  }

  private paint(): void {
    const { step, speech } = this;
    const playing = this.timer !== undefined;
    write(this.button, playing ? "❚❚" : "▶");
    this.button.setAttribute("aria-label", speech.say(playing ? "timePause" : "timePlay"));
    this.button.title = speech.say(playing ? "timePause" : "timePlay");
    this.back.hidden = step === undefined;
    const end = step === undefined ? 0 : this.momentOf(step);
    const text = step === undefined ? speech.say("timeIsNow") : `${moment(end - QUARTER_MS, speech)}–${clock(end, speech)}`;
    write(this.told, text);
    this.slider.setAttribute("aria-valuetext", text);
    this.slider.style.setProperty("--passed", `${(((step ?? NOW) - 1) / (NOW - 1)) * 100}%`);
    this.node.classList.toggle("looking-back", step !== undefined);
  }
}
