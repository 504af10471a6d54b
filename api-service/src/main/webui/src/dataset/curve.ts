import { type Detail, fetchHistory, fetchNormal } from "../api/details.ts";
import type { WindowJson } from "../api/shapes.ts";
import { lengthOf } from "../page/format.ts";
import { unitForPeople } from "../page/vocabulary.ts";
import { type Cell, type HistoryRow, cellsOf, styleOf } from "../chart/cells.ts";
import { Chart, type Content } from "../chart/chart.ts";
import { Normal } from "../chart/normal.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { historyAddress } from "../page/snippets.ts";
import { spotName } from "../page/spots.ts";
import { type Question, asked, chartWishes, isSampled, rangeOf } from "./question.ts";

const HOUR = 3_600_000;
const AGAIN_MS = 120_000;
const AFTER_FAILURE_MS = 15_000;

interface Drawn {
  readonly question: Question;
  readonly cells: readonly Cell[];
  readonly sensors: readonly string[];
}

/** The chart of the series that is chosen. It is fetched anew from time to time, and follows what is told live in between. */
export class Curve {
  readonly node = element("div", { class: "curve" });
  private readonly chart: Chart;
  private readonly message = element("p", { class: "curve-message", role: "status" });
  private readonly note = element("p", { class: "chart-note quiet", hidden: true });
  private readonly speech: Speech;
  private readonly tell: (drawn: Drawn) => void;
  private question: Question | undefined;
  private rows: HistoryRow[] = [];
  private normal: Normal | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pending = false;
  private asking = 0;

  constructor(speech: Speech, tell: (drawn: Drawn) => void) {
    this.speech = speech;
    this.tell = tell;
    this.chart = new Chart(speech, { height: 23 });
    this.node.append(this.message, this.chart.node, this.note);
  }

  show(question: Question, detail: Detail): void {
    this.question = question;
    this.rows = [];
    this.normal = undefined;
    this.node.style.setProperty("--series", `var(--${question.quantity.theme ?? "device"})`);
    this.node.setAttribute("aria-busy", "true");
    this.message.textContent = this.speech.say("curveLoading");
    void this.fetch(question);
    void this.fetchNormal(question, detail);
  }

  /** A window that was told live, of whichever series. */
  hear(window: WindowJson): void {
    const { question } = this;
    if (question === undefined || isSampled(question) || window.quantity !== question.quantity.id || window.resolution !== question.resolution || (window.area ?? window.place) !== question.spot.id) {
      return;
    }
    this.rows = this.rows.filter((row) => !(row.start === window.start && row.sensor === window.sensor && (row.revision ?? 0) <= window.revision));
    this.rows.push(window);
    if (!this.pending) {
      this.pending = true;
      setTimeout(() => {
        this.pending = false;
        this.draw();
      }, 1_000);
    }
  }

  private async fetch(question: Question): Promise<void> {
    clearTimeout(this.timer);
    const turn = ++this.asking;
    try {
      const addresses = chartWishes(question).map((wish) => historyAddress(asked(question, location.origin), wish));
      const answers = await Promise.all(addresses.map(fetchHistory));
      if (turn !== this.asking) {
        return;
      }
      this.rows = answers.flatMap(({ windows }) => windows);
      this.message.textContent = "";
      const more = answers.some(({ next }, index) => next !== null && index > 0);
      this.note.hidden = !more;
      this.note.textContent = more ? this.speech.say("curveMoreGaps") : "";
      this.draw();
      this.timer = setTimeout(() => void this.fetch(question), AGAIN_MS);
    } catch (failure) {
      if (turn === this.asking) {
        this.message.textContent = `${this.speech.say("curveAway")} ${failure instanceof Error && failure.name === "Error" ? failure.message : ""}`;
        this.timer = setTimeout(() => void this.fetch(question), AFTER_FAILURE_MS);
      }
    } finally {
      if (turn === this.asking) {
        this.node.removeAttribute("aria-busy");
      }
    }
  }

  /** What is normal is known of hours: sums of other times cannot be compared with it, means of shorter ones can. */
  private async fetchNormal(question: Question, detail: Detail): Promise<void> {
    const style = styleOf(question.quantity.kind);
    const length = lengthOf(question.resolution);
    if (style === "points" || length > HOUR || (style === "bars" && length !== HOUR)) {
      return;
    }
    const hours = await fetchNormal(detail.id, question.spot, question.quantity.id).catch(() => []);
    if (this.question === question && hours.length > 0) {
      this.normal = new Normal(hours);
      this.draw();
    }
  }

  private draw(): void {
    const { question } = this;
    if (question === undefined) {
      return;
    }
    const sensors = [...new Set(this.rows.map(({ sensor }) => sensor).filter((one) => one !== undefined))].sort();
    const sensor = question.sensor ?? sensors[0];
    const cells = cellsOf(this.rows.filter((row) => row.sensor === undefined || row.sensor === sensor), question.quantity.kind);
    this.chart.show(this.content(question, cells));
    this.tell({ question, cells, sensors });
  }

  private content(question: Question, cells: readonly Cell[]): Content {
    const { quantity, spot } = question;
    const { from, to } = rangeOf(question.span, Date.now());
    const unit = quantity.unit ?? "";
    const name = this.speech.say("curveName", { quantity: this.speech.pick(quantity.name, quantity.id), place: spotName(spot, this.speech) });
    return {
      name: unitForPeople(unit) === "" ? name : `${name} (${unitForPeople(unit)})`,
      resolution: question.resolution,
      from: Math.min(from, cells[0]?.start ?? from),
      to: Math.max(to, cells[cells.length - 1]?.end ?? to),
      cells,
      style: styleOf(quantity.kind),
      sampled: isSampled(question),
      normal: this.normal,
      unit,
      kind: quantity.kind,
      places: quantity.places,
    };
  }
}
