import { Frame } from "../page/frame.ts";
import { begin, named } from "../page/site.ts";
import { HerePage } from "./here-page.ts";

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  const frame = new Frame(speech, root, speech.say("hereTitle"));
  void new HerePage(frame, speech, named("/here/") ?? "").open();
}
