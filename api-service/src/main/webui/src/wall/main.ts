import { begin } from "../page/site.ts";
import { WallPage } from "./wall-page.ts";

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  new WallPage(speech, root).start();
}
