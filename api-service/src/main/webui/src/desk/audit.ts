import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { button, looked, quiet, reason, section } from "./parts.ts";
import { type AuditEntry, type Step, may } from "./shapes.ts";
import { count, moment, named, value } from "./telling.ts";

const HEAD_LETTERS = 16;

/** Everything that anyone did about the dataset, and whether the trail is as it was written. */
export class AuditPart {
  readonly root: HTMLElement;
  private readonly speech: Speech;
  private readonly desk: DatasetDesk;

  constructor(speech: Speech, desk: DatasetDesk, steps: readonly Step[]) {
    this.speech = speech;
    this.desk = desk;
    this.root = section(
      "audit",
      speech.say("deskAudit"),
      ...(may(steps, "see-audit") ? [quiet(speech.say("deskAuditWhy")), this.verification(), looked(speech, () => this.trail())] : [quiet(speech.say("deskAuditRole"))]),
    );
  }

  private verification(): HTMLElement {
    const { speech } = this;
    const said = element("p", { class: "verification", role: "status" });
    const verify = button(speech.say("deskVerify"), () => {
      verify.disabled = true;
      said.textContent = speech.say("deskVerifying");
      this.desk
        .verification()
        .then((found) => {
          said.dataset["intact"] = String(found.intact);
          said.textContent = found.intact
            ? speech.say("deskIntact", { rows: count(speech, found.rows), head: found.head.slice(0, HEAD_LETTERS) })
            : speech.say("deskBroken", { row: count(speech, found.firstBroken ?? 0) });
        })
        .catch((failure: unknown) => (said.textContent = reason(speech, failure)))
        .finally(() => (verify.disabled = false));
    });
    return element("div", { class: "verify no-print" }, verify, said);
  }

  private async trail(): Promise<HTMLElement> {
    const { speech } = this;
    const list = element("ol", { class: "trail" });
    const more = element("div", { class: "no-print" });
    const add = async (page: string | null): Promise<void> => {
      const { entries, next } = await this.desk.audit(page);
      list.append(...entries.map((entry) => this.entry(entry)));
      more.replaceChildren(next === null ? "" : button(speech.say("deskOlder"), () => void add(next).catch((failure: unknown) => more.replaceChildren(reason(speech, failure)))));
    };
    await add(null);
    return element("div", {}, list.childElementCount === 0 ? quiet(speech.say("deskAuditNone")) : list, more);
  }

  private entry(entry: AuditEntry): HTMLElement {
    const { speech } = this;
    return element(
      "li",
      {},
      element("span", { class: "quiet figures small" }, `${entry.sequence} · ${moment(speech, entry.at)}`),
      element("p", {}, element("strong", {}, `${named(speech, "deskKind", entry.kind)} ${named(speech, "deskAction", entry.action)}`), ` ${speech.say("deskBy")} ${entry.who}`, entry.message === undefined ? null : `: ${entry.message}`),
      this.changes(entry),
    );
  }

  private changes(entry: AuditEntry): HTMLElement | null {
    const changed = differences(entry.before, entry.after);
    if (changed.length === 0) {
      return null;
    }
    return element(
      "details",
      { class: "no-print" },
      element("summary", {}, this.speech.say("deskFields", { count: changed.length })),
      element("dl", { class: "facts small" }, ...changed.flatMap((field) => [element("dt", {}, named(this.speech, "deskKey", field)), element("dd", {}, `${value(this.speech, entry.before?.[field])} → ${value(this.speech, entry.after?.[field])}`)])),
    );
  }
}

/** The fields in which they differ, in the order of their names. */
export function differences(before: Readonly<Record<string, unknown>> = {}, after: Readonly<Record<string, unknown>> = {}): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).sort();
}
