import { element } from "../page/dom.ts";

/** A piece of what is said of whom the ground owes its data to. */
export interface CreditPart {
  readonly text: string;
  readonly href?: string;
}

const LONGEST = 2_000;
/** A script or a style with what is in it, a link with its words, any other tag, or text. */
const PIECES = /<(script|style)\b[\s\S]*?<\/\1\s*>|<a\b([^>]*)>([\s\S]*?)<\/a\s*>|<[^>]*>|[^<]+/gi;
const HREF = /\bhref\s*=\s*(?:"(https?:\/\/[^"]*)"|'(https?:\/\/[^']*)')/i;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", copy: "©", reg: "®" };

/** The file writes it as HTML. It is not the page's own, so it never becomes markup: words and links to the web are taken of it. */
export function creditParts(attribution: string): CreditPart[] {
  return [...attribution.slice(0, LONGEST).matchAll(PIECES)].flatMap(([whole, , tag, words]): CreditPart[] => {
    if (words === undefined) {
      return whole.startsWith("<") ? [] : [{ text: plain(whole) }];
    }
    const [, double, single] = HREF.exec(tag ?? "") ?? [];
    const href = double ?? single;
    return [{ text: plain(words.replace(/<[^>]*>/g, "")), ...(href === undefined ? {} : { href: plain(href) }) }];
  });
}

export function creditOf(attribution: string): (HTMLElement | string)[] {
  return creditParts(attribution).map(({ text, href }) => (href === undefined ? text : element("a", { href, rel: "noopener noreferrer" }, text)));
}

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      return NAMED[name.toLowerCase()] ?? whole;
    }
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
