import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { roleName } from "../page/sign-in.ts";
import { samePage } from "../page/site.ts";
import { fetchCases } from "./desk-api.ts";
import { looked, quiet } from "./parts.ts";
import type { Listed } from "./shapes.ts";
import { stageTag } from "./stages.ts";
import { day, named } from "./telling.ts";

/** Above so many, a list is looked through by its words. */
const MANY = 8;
const MOST_SHOWN = 200;

/** All datasets with where each stands and who has to do something: mine first. */
export class CaseList {
  private readonly speech: Speech;

  constructor(speech: Speech, place: HTMLElement) {
    this.speech = speech;
    place.replaceChildren(looked(speech, async () => this.list(await fetchCases())));
  }

  readonly leave = (): void => undefined;

  private list(all: readonly Listed[]): HTMLElement {
    const { speech } = this;
    if (all.length === 0) {
      return element("div", { class: "panel empty-state" }, element("h2", {}, speech.say("deskNoCases")), element("p", { class: "quiet" }, speech.say("deskNoCasesWhy")));
    }
    const groups = element("div", { class: "case-groups" });
    const show = (words: string): void => groups.replaceChildren(...this.groups(all.filter((one) => holds(speech, one, words))));
    show("");
    return element("div", {}, all.length > MANY ? this.filter(show) : null, groups);
  }

  private filter(show: (words: string) => void): HTMLElement {
    const field = element("input", { class: "field", id: "case-filter", type: "search", autocomplete: "off" });
    field.addEventListener("input", () => show(field.value.trim().toLowerCase()));
    return element("div", { class: "case-filter labelled" }, element("label", { for: "case-filter" }, this.speech.say("deskFilter")), field);
  }

  private groups(all: readonly Listed[]): HTMLElement[] {
    const mine = all.filter((one) => one.next?.mine === true);
    const others = all.filter((one) => one.next !== undefined && !one.next.mine);
    const rest = all.filter((one) => one.next === undefined);
    return [this.group("deskMine", mine, "deskMineNone"), this.group("deskOthers", others), this.group("deskAtRest", rest)].filter((group) => group !== null);
  }

  private group(title: "deskMine" | "deskOthers" | "deskAtRest", cases: readonly Listed[], empty?: "deskMineNone"): HTMLElement | null {
    const { speech } = this;
    if (cases.length === 0 && empty === undefined) {
      return null;
    }
    return element(
      "section",
      { class: "case-group", "data-group": title },
      element("h2", {}, speech.say(title), " ", element("span", { class: "quiet" }, String(cases.length))),
      cases.length === 0 && empty !== undefined ? quiet(speech.say(empty)) : element("ul", { class: "cards" }, ...cases.slice(0, MOST_SHOWN).map((one) => this.card(one))),
      cases.length > MOST_SHOWN ? quiet(speech.say("deskMore", { count: cases.length - MOST_SHOWN })) : null,
    );
  }

  private card(one: Listed): HTMLElement {
    const { speech } = this;
    return element(
      "li",
      { class: "case-card panel", "data-dataset": one.dataset },
      element(
        "div",
        { class: "case-card-head" },
        element("a", { class: "case-card-title", href: samePage({ dataset: one.dataset }) }, speech.pick(one.title, one.dataset)),
        stageTag(speech, one.stage),
      ),
      element("p", { class: "quiet small" }, [one.dataset, named(speech, "deskClass", one.privacyClass), one.owner, one.simulated ? speech.say("simulated") : undefined].filter(Boolean).join(" · ")),
      this.next(one),
      this.missing(one),
    );
  }

  private next(one: Listed): HTMLElement | null {
    const { speech } = this;
    if (one.next === undefined) {
      return null;
    }
    const who = one.next.mine ? speech.say("deskYou") : one.next.roles.map((role) => roleName(speech, role)).join(` ${speech.say("deskOr")} `);
    const said = one.proposal?.state === "waiting" ? speech.say("deskProposedBy", { who: one.proposal.proposedBy, when: day(speech, one.proposal.proposedAt) }) : null;
    return element("p", { class: "case-card-next" }, element("strong", {}, `${named(speech, "deskNext", one.next.step)}: `), who, said === null ? null : element("span", { class: "quiet" }, ` – ${said}`));
  }

  private missing(one: Listed): HTMLElement | null {
    if (one.missing.length === 0 || one.next === undefined) {
      return null;
    }
    return element("p", { class: "small" }, this.speech.say("deskMissingHere"), " ", one.missing.map((key) => named(this.speech, "deskKey", key)).join(", "));
  }
}

function holds(speech: Speech, one: Listed, words: string): boolean {
  const text = [one.dataset, one.title.da, one.title.en, one.owner, named(speech, "deskStage", one.stage)].join(" ").toLowerCase();
  return words.split(/\s+/).every((word) => text.includes(word));
}
