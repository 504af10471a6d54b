import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { qrCode, remainder } from "../src/here/qr-code.ts";

const rows = (text: string, mask?: number): string[] => qrCode(text, mask).map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
const digest = (text: string, mask: number): string => createHash("sha256").update(rows(text, mask).join("\n")).digest("hex").slice(0, 16);

// The vectors are those of another maker of codes, and were read by a reader of codes from pictures.
test("a short text is the code that others make of it", () => {
  assert.deepEqual(rows("hej", 2), [
    "111111100011001111111",
    "100000100010101000001",
    "101110101011001011101",
    "101110101000001011101",
    "101110101010101011101",
    "100000101011001000001",
    "111111101010101111111",
    "000000001100000000000",
    "101111100101001111100",
    "011101010011111001101",
    "000010100000101101110",
    "001011000101111001100",
    "010000101000100100001",
    "000000001110100100001",
    "111111100001010010010",
    "100000101110000110111",
    "101110101001010010100",
    "101110101111111001000",
    "101110101000101100000",
    "100000100101111001000",
    "111111101110100100110",
  ]);
});

test("so are addresses of any length that fits, with one block and with several", () => {
  assert.equal(digest("http://127.0.0.1:8080/here/havnstrup-torvet", 6), "655af40d380471a6");
  assert.equal(digest("https://data.havnstrup.example/here/havnstrup-det-lange-sted-ved-aaen-og-broen-over-den-gamle-havn-1", 7), "44208d1eb548ff2f");
  assert.equal(digest("x".repeat(120), 2), "b91b7e904d3e58a9");
  assert.equal(digest(`https://x.example/${"å".repeat(90)}`, 3), "e25b45fc46ad4b1f");
});

test("the mask that reads best is chosen where none is asked for", () => {
  assert.ok([0, 1, 2, 3, 4, 5, 6, 7].some((mask) => rows("hej", mask).join() === rows("hej").join()));
});

test("what corrects a block is right for the example of the standard", () => {
  assert.deepEqual(remainder([0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11], 10), [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
});

test("a text that is too long is refused", () => {
  assert.equal(qrCode("y".repeat(213)).length, 57);
  assert.throws(() => qrCode("y".repeat(214)), RangeError);
});
