import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import { type Desk, regularly } from "./console-page.ts";
import { deskOf } from "./awaiting.ts";
import { firstSetAside } from "./entry-panel.ts";
import { CopyBox } from "../page/snippet-box.ts";
import { type Uplink, sourceToken, uplinks, vocabulary } from "./inner.ts";
import { posted } from "./onboarding.ts";
import type { Registration } from "./register-step.ts";
import { button, readingsList, tag, when, whyAside, worded } from "./words.ts";

const OFTEN = 2_000;

/** The fourth step: the first message arrives, or one sees at once why it did not become readings. */
export function watchStep(desk: Desk, body: HTMLElement, registered: Registration): () => void {
  const { speech } = desk;
  const began = new Date(Date.now() - 60_000).toISOString();
  const told = element("div", { class: "watch", role: "status" }, element("span", { class: "pulse", "aria-hidden": "true" }), element("p", {}, speech.say("waitingFor", { device: registered.device })));
  const aside = element("div", { class: "watch-aside" });
  body.replaceChildren(tokenBox(desk, registered) ?? "", told, aside, element("p", { class: "quiet small" }, speech.say("waitingHelp")), undecided(desk, registered) ?? "");
  let arrived = false;
  const stop = regularly(OFTEN, async () => {
    if (arrived) {
      return;
    }
    try {
      const [first] = (await uplinks(registered.sensor, 1, began)).uplinks;
      if (first !== undefined) {
        arrived = true;
        await celebrate(desk, body, registered, first);
        return;
      }
      const entry = await firstSetAside(registered.source, registered.device, began).catch(() => undefined);
      aside.replaceChildren(
        ...(entry === undefined
          ? []
          : [element("p", { class: "notice" }, `${worded(speech, "reason", entry.reason)}: ${whyAside(speech, entry)} `, element("a", { href: desk.link("quarantine", { entry: entry.entry, source: registered.source }) }, speech.say("openEntry")))]),
      );
    } catch (failure) {
      aside.replaceChildren(element("p", { class: "notice" }, problemDetail(speech, failure)));
    }
  });
  return stop;
}

async function celebrate(desk: Desk, body: HTMLElement, registered: Registration, first: Uplink): Promise<void> {
  const { speech } = desk;
  const words = await vocabulary();
  const nameOf = (quantity: string): string => speech.pick(words.quantities.find(({ id }) => id === quantity)?.name, quantity);
  // A token is shown once: it stays in sight until whoever needs it leaves.
  const token = body.querySelector(".token-box:has([data-token])");
  body.replaceChildren(
    element(
      "div",
      { class: "arrived", role: "status", "data-arrived": registered.sensor },
      element("p", {}, tag(speech.say("firstArrived"), "good"), " ", when(speech, first.receivedAt)),
      readingsList(speech, nameOf, first.readings),
    ),
    element(
      "p",
      { class: "arrived-ways" },
      element("a", { class: "button main-action", href: desk.link("map", { device: registered.sensor }), "data-to-map": true }, speech.say("showOnMap")),
      element("a", { class: "button", href: desk.link("devices", { device: registered.sensor }) }, speech.say("openDevice")),
    ),
    undecided(desk, registered) ?? element("p", { class: "quiet small" }, speech.say("notPublished")),
    token ?? "",
  );
}

/** What is posted to has a token, which is shown once, in a command that sends the message as it stands. */
function tokenBox(desk: Desk, { source, needsToken, message }: Registration): HTMLElement | null {
  const { speech } = desk;
  if (!needsToken) {
    return null;
  }
  const place = element("div", { class: "token-box", role: "status" });
  const make = button(speech.say("makeToken"), () => {
    make.disabled = true;
    sourceToken(source).then(
      (made) => {
        const box = new CopyBox(speech, speech.say("sendsMessage"));
        box.show(posted(made, message));
        box.node.dataset["token"] = source;
        place.replaceChildren(element("p", {}, speech.say("tokenOnce")), box.node);
      },
      (failure: unknown) => {
        make.disabled = false;
        place.append(element("p", { class: "notice" }, problemDetail(speech, failure)));
      },
    );
  });
  place.append(element("p", {}, speech.say("tokenWhy", { source })), make);
  return place;
}

/** A dataset that was just made is nobody's yet: who proposes and who decides is said at once. */
function undecided(desk: Desk, { dataset }: Registration): HTMLElement | null {
  const { speech } = desk;
  return dataset === undefined ? null : element("p", { "data-undecided": dataset.id }, speech.say("datasetUndecided", { title: dataset.title }), " ", element("a", { href: deskOf(dataset.id) }, speech.say("toItsCase")));
}
