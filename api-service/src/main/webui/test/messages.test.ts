import assert from "node:assert/strict";
import { test } from "node:test";
import { speech } from "../src/page/language.ts";
import { messages } from "../src/page/messages.ts";

const fields = (text: string): string[] => [...new Set(text.match(/(?<=\{)\w+/g) ?? [])].sort();

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

test("one is not told as many", () => {
  assert.equal(speech("da").say("undeclaredCount", { count: 1 }), "1 felt gemmes ikke");
  assert.equal(speech("da").say("setAsideCount", { count: "1.200" }), "1.200 beskeder er sat til side.");
  assert.equal(speech("en").say("setAsideCount", { count: "1" }), "1 message is set aside.");
});
