import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import { awaiting } from "./awaiting.ts";
import type { Desk } from "./console-page.ts";
import { FieldProblems } from "./field-problems.ts";
import { type Applied, type RegistryFile, apply, mistakes } from "./inner.ts";
import { button, tag, worded } from "./words.ts";

const SOON = 500;

/** Shows what files would change before they do, and then has them changed. */
export class OrderPanel {
  private readonly desk: Desk;
  private readonly order: { files: () => readonly RegistryFile[] | undefined; sends: string; done: () => void };
  private readonly preview = element("div", { class: "order-preview", role: "status" });
  private readonly send: HTMLButtonElement;
  private readonly problems: FieldProblems;
  private timer = 0;
  private turn = 0;

  constructor(desk: Desk, body: HTMLElement, order: { files: () => readonly RegistryFile[] | undefined; sends: string; done: () => void }) {
    this.desk = desk;
    this.order = order;
    this.send = button(order.sends, () => void this.apply(), { class: "button main-action", "data-register": true, disabled: true });
    this.problems = new FieldProblems(body);
    body.append(element("div", { class: "order" }, this.preview, this.send));
    this.later();
  }

  later(): void {
    clearTimeout(this.timer);
    this.turn++;
    this.send.disabled = true;
    this.timer = window.setTimeout(() => void this.look(), SOON);
  }

  private async look(): Promise<void> {
    const { speech } = this.desk;
    const turn = this.turn;
    const files = this.order.files();
    this.problems.clear();
    if (files === undefined) {
      this.preview.replaceChildren(element("p", { class: "quiet" }, speech.say("stillMissing")));
      return;
    }
    try {
      const would = await apply(files, true);
      if (turn === this.turn) {
        this.preview.replaceChildren(element("p", {}, speech.say("wouldBeMade")), changes(this.desk, would));
        this.preview.append(awaiting(speech, would.proposals) ?? "");
        this.send.disabled = false;
      }
    } catch (failure) {
      if (turn === this.turn) {
        this.refused(failure, files);
      }
    }
  }

  /** What is wrong is said where it was written; here is what has no such place. */
  private refused(failure: unknown, files: readonly RegistryFile[]): void {
    const { speech } = this.desk;
    const wrong = mistakes(speech, failure);
    const elsewhere = this.problems.show(wrong, files);
    const words = wrong.length === 0 ? new Map([[problemDetail(speech, failure), "en"]]) : new Map(elsewhere.map(({ message, lang }) => [message, lang]));
    const marked = wrong.length - elsewhere.length;
    this.preview.replaceChildren(
      tag(speech.say("cannotRegister"), "bad"),
      ...(marked === 0 ? [] : [element("p", {}, speech.say(marked === 1 ? "oneMarked" : "manyMarked", { count: marked }))]),
      ...(words.size === 0 ? [] : [element("ul", { class: "plain-list small" }, ...[...words].map(([each, lang]) => element("li", { lang }, each)))]),
    );
  }

  private async apply(): Promise<void> {
    const { speech } = this.desk;
    const files = this.order.files();
    if (files === undefined) {
      return;
    }
    this.send.disabled = true;
    this.send.textContent = speech.say("registering");
    try {
      const made = await apply(files, false, speech.say("registeredFromConsole"));
      this.desk.registry.forget();
      this.preview.replaceChildren(tag(speech.say("registered"), "good"), changes(this.desk, made));
      this.preview.append(awaiting(speech, made.proposals) ?? "");
      this.send.remove();
      this.order.done();
    } catch (failure) {
      this.refused(failure, files);
      this.send.disabled = false;
      this.send.textContent = this.order.sends;
    }
  }
}

export function changes(desk: Desk, applied: Applied): HTMLElement {
  const { speech } = desk;
  return element(
    "ul",
    { class: "plain-list small changes" },
    ...applied.changes.map(({ kind, id, change }) => element("li", {}, `${worded(speech, "kind", kind)} `, element("code", {}, id), ` – ${worded(speech, applied.dryRun ? "change" : "done", change)}`)),
    ...(applied.changes.length === 0 ? [element("li", {}, speech.say("nothingChanged"))] : []),
  );
}
