import { element } from "../page/dom.ts";
import { emptyState, loadingState, problemState } from "../page/states.ts";
import type { Desk, View } from "./console-page.ts";
import { DecoderEditor } from "./decoder-editor.ts";
import type { Decoder, Profile } from "./inner.ts";
import { tag } from "./words.ts";

/** The decoders there are, and one of them to work on. */
export const decodersView: View = (desk, place, parameters) => {
  const { speech } = desk;
  place.append(loadingState(speech.say("fetching")));
  const begin = async (): Promise<void> => {
    try {
      const [decoders, profiles, tenants] = await Promise.all([desk.registry.all("decoder"), desk.registry.all("profile"), desk.registry.all("tenant")]);
      const id = parameters.get("decoder");
      const one = decoders.find((each) => each.id === id);
      if (id === null) {
        place.replaceChildren(...list(desk, decoders, profiles));
      } else if (one === undefined && id !== "new") {
        place.replaceChildren(emptyState(speech.say("noSuchDecoder"), id));
      } else {
        new DecoderEditor(desk, place, one, tenants.filter((tenant) => tenant.id !== "bypuls"));
      }
    } catch (failure) {
      place.replaceChildren(problemState(speech, failure, () => void begin()));
    }
  };
  void begin();
};

function list(desk: Desk, decoders: readonly Decoder[], profiles: readonly Profile[]): HTMLElement[] {
  const { speech } = desk;
  const start = desk.may("apply") && desk.may("work-on-quarantine") ? element("a", { class: "button main-action", href: desk.link("decoders", { decoder: "new" }), "data-new-decoder": true }, speech.say("newDecoder")) : null;
  const scripts = decoders.filter(({ script }) => script !== undefined);
  const others = decoders.filter(({ script }) => script === undefined);
  const line = (decoder: Decoder): HTMLElement => {
    const users = profiles.filter((profile) => profile.decoder === decoder.id).map(({ id }) => id);
    return element(
      "li",
      { class: "panel decoder-line" },
      decoder.script === undefined ? element("strong", {}, decoder.id) : element("a", { href: desk.link("decoders", { decoder: decoder.id }) }, decoder.id),
      tag(decoder.script === undefined ? (decoder.format ?? speech.say("byteLayout")) : `JavaScript${decoder.script.style === undefined ? "" : ` · ${decoder.script.style}`}`),
      element("span", { class: "quiet small" }, users.length === 0 ? speech.say("usedByNone") : speech.say("usedBy", { profiles: users.join(", ") })),
    );
  };
  return [
    element("div", { class: "part-actions" }, element("p", { class: "quiet" }, speech.say("decodersWhy")), start),
    scripts.length === 0 ? emptyState(speech.say("noScripts"), speech.say("noScriptsWhy")) : element("ul", { class: "decoder-list" }, ...scripts.map(line)),
    others.length === 0 ? null : element("details", { class: "ready-decoders" }, element("summary", {}, speech.say("otherDecoders", { count: others.length })), element("ul", { class: "decoder-list" }, ...others.map(line))),
  ].filter((each) => each !== null);
}
