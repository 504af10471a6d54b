import type { Mistake, RegistryFile } from "./inner.ts";

// Files that are written here are JSON with one key on each line, so the line of a mistake says what it is about.

/** A file that is written here. */
export function written(name: string, content: unknown): RegistryFile {
  return { name, text: JSON.stringify(content, null, 2) };
}

/** The keys that lead to a line, without the numbers of lists: `sources/mqtt/broker`. */
export function keysAt(text: string, line: number): string {
  const path: string[] = [];
  for (const each of text.split("\n").slice(0, line)) {
    const depth = each.search(/\S/) / 2;
    const key = /^\s*"((?:[^"\\]|\\.)*)": /.exec(each)?.[1];
    path.length = Math.min(path.length, depth);
    path[depth] = key ?? "";
  }
  return path.filter((key) => key !== "").join("/");
}

/** The field that holds what a mistake is about; nothing where there is none. */
export function fieldOf(mistake: Mistake, files: readonly RegistryFile[], fields: Readonly<Record<string, string>>): string | undefined {
  const text = files.find(({ name }) => name === mistake.file)?.text;
  let keys = text === undefined ? "" : keysAt(text, mistake.line);
  while (keys !== "" && fields[keys] === undefined) {
    keys = keys.slice(0, Math.max(0, keys.lastIndexOf("/")));
  }
  return fields[keys];
}
