import { fetchJson } from "../api/open-api.ts";
import { datasetFrom } from "../api/shapes.ts";
import { section } from "../dataset/section.ts";
import { element } from "../page/dom.ts";
import { Frame } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import { noticeList } from "../page/notices.ts";
import { begin } from "../page/site.ts";
import { ContractView } from "./contract-view.ts";
import { Explorer } from "./explorer.ts";
import { FirstMessage } from "./first-message.ts";
import { Keys } from "./keys.ts";

/** So many are listed here. */
const NOTICES = 5;

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  const frame = new Frame(speech, root, speech.say("developersTitle"));
  void show(frame, speech);
}

async function show(frame: Frame, speech: Speech): Promise<void> {
  const listed = await fetchJson<{ datasets?: unknown[] }>("/v1/datasets").catch(() => ({ datasets: [] }));
  const datasets = (listed.datasets ?? []).map(datasetFrom);
  // Where figures are told as they are measured, there is always something to hear.
  const live = (listed.datasets ?? []).filter((one) => (one as { privacyClass?: string }).privacyClass === "open").map(datasetFrom);
  const asked = new ContractView(speech);
  const told = new ContractView(speech);
  const parts = [
    new FirstMessage(live, speech).node,
    new Explorer(datasets, speech).node,
    section("contract", speech.say("devContract"), written("devContractLine", "/openapi", speech), asked.node),
    section("live-contract", speech.say("devLiveContract"), written("devLiveContractLine", "/asyncapi", speech), told.node),
    ways(speech),
    new Keys(speech).node,
    stability(speech),
  ].filter((part) => !part.hidden);
  const links = parts.map((part) => element("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? ""));
  frame.main.replaceChildren(
    element("h1", {}, speech.say("developersTitle")),
    element("p", { class: "lead" }, speech.say("developersLine")),
    element("nav", { class: "ways", "aria-label": speech.say("datasetParts") }, ...links),
    ...parts,
  );
  await Promise.all([asked.show("/openapi"), told.show("/asyncapi")]);
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function written(key: "devContractLine" | "devLiveContractLine", path: string, speech: Speech): HTMLElement {
  const [before = "", after = ""] = speech.say(key, { link: "\n" }).split("\n");
  return element("p", { class: "quiet" }, before, element("a", { href: path }, path), after);
}

function ways(speech: Speech): HTMLElement {
  const way = (address: string, text: string): HTMLElement => element("div", {}, element("dt", {}, element("code", {}, address)), element("dd", {}, text));
  return section(
    "ways",
    speech.say("devWays"),
    element(
      "dl",
      { class: "facts" },
      way("/v1/live", speech.say("devWaysSse")),
      way("/v1/live/ws", speech.say("devWaysSocket")),
      way("MQTT", speech.say("devWaysMqtt")),
      way("/v1/datasets/{dataset}/windows", speech.say("devWaysHistory")),
    ),
    element("p", {}, speech.say("devWaysClients")),
  );
}

function stability(speech: Speech): HTMLElement {
  const lines = (["devStableNames", "devStableEnds", "devStableSame", "devStableFour", "devStableRefusal"] as const).map((key) => element("li", {}, speech.say(key)));
  return section(
    "stability",
    speech.say("devStable"),
    element("ul", { class: "plain-list" }, ...lines),
    element("h3", {}, speech.say("devNotices")),
    noticeList(speech, "/v1/notices.atom", NOTICES, "devNoticesNone"),
    element("p", {}, element("a", { href: "/v1/notices.atom", type: "application/atom+xml" }, speech.say("devNoticesAll"))),
  );
}
