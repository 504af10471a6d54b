import { begin } from "../page/site.ts";
import { StatusPage } from "./status-page.ts";

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  new StatusPage(speech, root).start();
}
