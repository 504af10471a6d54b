import { drawn, element } from "../page/dom.ts";
import { type Speech, speech as spoken } from "../page/language.ts";
import { type Modules, qrCode } from "./qr-code.ts";

/** White around a code, which readers need, in modules. */
const EDGE = 4;

/** What stands on the pole: the question, the three lines, and the way here. It is the one thing that is printed. */
export function sign(name: string, lines: HTMLElement, address: string, speech: Speech): HTMLElement {
  const other = spoken(speech.language === "da" ? "en" : "da");
  return element(
    "article",
    { class: "sign", "aria-label": speech.say("hereSign") },
    element("h3", { class: "sign-question" }, speech.say("hereTitle")),
    element("p", { class: "sign-other", lang: other.language }, other.say("hereTitle")),
    element("p", { class: "sign-place" }, name),
    lines,
    element("div", { class: "sign-way" }, codeFor(address, speech), element("div", {}, element("p", { class: "sign-scan" }, speech.say("hereScan")), element("p", { lang: other.language }, other.say("hereScan")), element("p", { class: "sign-address" }, address.replace(/^https?:\/\//, "")))),
  );
}

function codeFor(address: string, speech: Speech): SVGSVGElement {
  const modules = qrCode(address);
  const size = modules.length + 2 * EDGE;
  return drawn(
    "svg",
    { class: "code", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": speech.say("hereCode", { address }), "shape-rendering": "crispEdges" },
    drawn("rect", { width: size, height: size }),
    drawn("path", { d: pathOf(modules) }),
  );
}

function pathOf(modules: Modules): string {
  return modules.flatMap((row, down) => row.map((dark, across) => (dark ? `M${across + EDGE} ${down + EDGE}h1v1h-1z` : ""))).join("");
}
