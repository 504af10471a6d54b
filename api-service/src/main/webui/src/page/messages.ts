import { chart } from "./messages/chart.ts";
import { city } from "./messages/city.ts";
import { console as ofConsole } from "./messages/console.ts";
import { connect } from "./messages/connect.ts";
import { dataset } from "./messages/dataset.ts";
import { desk } from "./messages/desk.ts";
import { developers } from "./messages/developers.ts";
import { frame } from "./messages/frame.ts";
import { here } from "./messages/here.ts";
import { parts } from "./messages/parts.ts";
import { quarantine } from "./messages/quarantine.ts";
import { signIn } from "./messages/sign-in.ts";
import { status } from "./messages/status.ts";
import { wall } from "./messages/wall.ts";

/** Every word the pages say, in each language. `{name}` is filled in, and `{count|one|many}` by how many there are. A page's words are in its own part. */
export const messages = {
  da: {
    ...frame.da,
    ...chart.da,
    ...parts.da,
    ...signIn.da,
    ...city.da,
    ...dataset.da,
    ...here.da,
    ...wall.da,
    ...ofConsole.da,
    ...connect.da,
    ...quarantine.da,
    ...desk.da,
    ...status.da,
    ...developers.da,
  },
  en: {
    ...frame.en,
    ...chart.en,
    ...parts.en,
    ...signIn.en,
    ...city.en,
    ...dataset.en,
    ...here.en,
    ...wall.en,
    ...ofConsole.en,
    ...connect.en,
    ...quarantine.en,
    ...desk.en,
    ...status.en,
    ...developers.en,
  },
} as const satisfies Record<string, Record<string, string>>;

export type Language = keyof typeof messages;
export type MessageKey = keyof (typeof messages)["da"];
