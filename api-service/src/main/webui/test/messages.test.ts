import assert from "node:assert/strict";
import { test } from "node:test";
import { messages } from "../src/page/messages.ts";

const fields = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test("each message is said in every language, with the same fields", () => {
  const languages = Object.entries(messages) as [string, Record<string, string>][];
  const [, danish] = languages[0]!;
  for (const [language, words] of languages) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(danish).sort(), language);
    for (const [key, text] of Object.entries(words)) {
      assert.ok(text.trim() !== "", `${language}.${key} is empty`);
      assert.deepEqual(fields(text), fields(danish[key]!), `${language}.${key}`);
    }
  }
});
