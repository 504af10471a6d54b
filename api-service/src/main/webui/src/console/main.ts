import { Frame } from "../page/frame.ts";
import { SignIn } from "../page/sign-in.ts";
import { begin } from "../page/site.ts";
import { connectView } from "./connect-view.ts";
import { ConsolePage, type Part } from "./console-page.ts";
import { decodersView } from "./decoders-view.ts";
import { devicesView } from "./devices-view.ts";
import { mapView } from "./map-view.ts";
import { quarantineView } from "./quarantine-view.ts";
import { sourcesView } from "./sources-view.ts";

const PARTS: readonly Part[] = [
  { name: "sources", title: "partSources", view: sourcesView },
  { name: "devices", title: "partDevices", view: devicesView },
  { name: "connect", title: "partConnect", view: connectView },
  { name: "decoders", title: "partDecoders", view: decodersView },
  { name: "quarantine", title: "partQuarantine", view: quarantineView },
  { name: "map", title: "partMap", view: mapView },
];

const speech = begin();
const root = document.getElementById("page");
if (root !== null) {
  const title = speech.say("consoleTitle");
  const frame = new Frame(speech, root, title);
  new SignIn(speech, frame.main, {
    title,
    lead: speech.say("consoleLead"),
    shows: (person, place) => {
      const page = new ConsolePage(speech, person, PARTS, place);
      return () => page.close();
    },
  });
}
