import { Frame } from "../page/frame.ts";
import { SignIn } from "../page/sign-in.ts";
import { begin } from "../page/site.ts";
import { CaseList } from "./case-list.ts";
import { CasePage } from "./case-page.ts";

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  const title = speech.say("deskTitle");
  const dataset = new URLSearchParams(location.search).get("dataset");
  const frame = new Frame(speech, root, dataset === null ? title : `${dataset} · ${title}`);
  new SignIn(speech, frame.main, {
    title,
    lead: speech.say("deskLead"),
    shows: (person, place) => {
      if (dataset === null) {
        return new CaseList(speech, place).leave;
      }
      const page = new CasePage(speech, place, person, dataset);
      return () => page.leave();
    },
  });
}
