import { Frame } from "../page/frame.ts";
import { begin, named } from "../page/site.ts";
import { DatasetPage } from "./dataset-page.ts";

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  const frame = new Frame(speech, root, speech.say("datasetTitle"));
  void new DatasetPage(frame, speech, named("/datasets/") ?? "").open();
}
