import { type Speech, languageFor, speech } from "./language.ts";

/** The parameters that every page's address may carry; all others are the page's own. */
const KEPT = ["lang", "colour"] as const;

/** A link to another page of the site, in the language and the colours of this one. */
export function siteLink(path: string, search: string = location.search): string {
  const here = new URLSearchParams(search);
  const link = new URL(path, "http://site");
  for (const name of KEPT) {
    const value = here.get(name);
    if (value !== null && !link.searchParams.has(name)) {
      link.searchParams.set(name, value);
    }
  }
  return link.pathname + link.search + link.hash;
}

/** The link to this very page with some of its parameters changed; null takes one away. */
export function samePage(change: Record<string, string | null>, here: Pick<Location, "pathname" | "search"> = location): string {
  const parameters = new URLSearchParams(here.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) {
      parameters.delete(name);
    } else {
      parameters.set(name, value);
    }
  }
  const query = parameters.toString();
  return query === "" ? here.pathname : `${here.pathname}?${query}`;
}

/** What follows in the path of this page, such as the dataset in /datasets/havnstrup-air. */
export function named(below: string, path: string = location.pathname): string | null {
  const rest = path.startsWith(below) ? path.slice(below.length).replace(/\/$/, "") : "";
  return rest === "" || rest.includes("/") ? null : decodeURIComponent(rest);
}

export function isDark(search: string = location.search): boolean {
  const colour = new URLSearchParams(search).get("colour");
  return colour === "dark" || (colour !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

/** Sets the page's language and colours as its address and its reader wish, and says which language it is. */
export function begin(): Speech {
  const parameters = new URLSearchParams(location.search);
  const spoken = speech(languageFor(parameters.get("lang"), navigator.languages));
  document.documentElement.lang = spoken.language;
  const colour = parameters.get("colour");
  if (colour === "light" || colour === "dark") {
    document.documentElement.dataset["colour"] = colour;
  }
  return spoken;
}
