import type { Detail, Spot } from "../api/details.ts";
import { stretch } from "../page/format.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { holdsFinished } from "../page/spans.ts";
import { spotName, squareSize } from "../page/spots.ts";
import { type Question, measuredAt, spansOf } from "./question.ts";

/** What of the dataset is shown. Every choice goes into the page's address. */
export class Choices {
  readonly node = element("div", { class: "choices", role: "group" });
  private readonly detail: Detail;
  private readonly spots: readonly Spot[];
  private readonly speech: Speech;
  private readonly change: (to: Record<string, string | null>) => void;
  private shown = "";

  constructor(detail: Detail, spots: readonly Spot[], speech: Speech, change: (to: Record<string, string | null>) => void) {
    this.detail = detail;
    this.spots = spots;
    this.speech = speech;
    this.change = change;
    this.node.setAttribute("aria-label", speech.say("curveHead"));
  }

  show(question: Question, sensors: readonly string[]): void {
    const { speech } = this;
    // Nobody's open list may be taken away because a figure came.
    const fingerprint = JSON.stringify([question, sensors.length > 1 ? sensors : []]);
    if (fingerprint === this.shown) {
      return;
    }
    this.shown = fingerprint;
    const focused = document.activeElement?.id;
    const quantities = measuredAt(this.detail, question.spot).map((one) => option(one.id, speech.pick(one.name, one.id), question.quantity.id));
    const resolutions = this.detail.resolutions.map((one) => option(one, stretch(one, speech), question.resolution));
    const spans = spansOf(this.detail.resolutions).map((one) => option(one, speech.say(`span${one}`), question.span));
    const of = sensors.map((one) => option(one, one, question.sensor ?? sensors[0] ?? ""));
    this.node.replaceChildren(
      this.field("quantity", speech.say("chooseQuantity"), quantities, (quantity) => ({ quantity, sensor: null })),
      this.field("spot", speech.say(question.spot.isArea ? "chooseArea" : "choosePlace"), this.places(question.spot.id), (id) => this.spotChange(id)),
      ...(sensors.length > 1 ? [this.field("sensor", speech.say("chooseSensor"), of, (sensor) => ({ sensor }))] : []),
      this.field("span", speech.say("chooseSpan"), spans, (span) => ({ span, resolution: null })),
      this.field("resolution", speech.say("chooseResolution"), resolutions, (resolution) => ({ resolution, ...(holdsFinished(question.span, resolution) ? {} : { span: null }) })),
    );
    if (focused?.startsWith("choose-") === true) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }

  private spotChange(id: string): Record<string, string | null> {
    const isArea = this.spots.find((spot) => spot.id === id)?.isArea === true;
    return { place: isArea ? null : id, area: isArea ? id : null, sensor: null };
  }

  private field(name: string, label: string, options: readonly HTMLElement[], change: (value: string) => Record<string, string | null>): HTMLElement {
    const id = `choose-${name}`;
    const select = element("select", { id, name }, ...options);
    select.addEventListener("change", () => this.change(change(select.value)));
    return element("div", { class: "choice" }, element("label", { for: id }, label), select);
  }

  private places(chosen: string): HTMLElement[] {
    const { speech } = this;
    const sorted = [...this.spots].sort((a, b) => squareSize(b.id) - squareSize(a.id) || spotName(a, speech).localeCompare(spotName(b, speech), speech.locale));
    return sorted.map((spot) => option(spot.id, spotName(spot, speech), chosen));
  }
}

function option(value: string, text: string, chosen: string): HTMLElement {
  return element("option", { value, selected: value === chosen }, text);
}
