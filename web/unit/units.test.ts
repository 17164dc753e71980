import { expect, test } from "vitest";
import { bytes, concat, country, hex, same, text, unhex } from "../src/domain/bytes";
import { amount, count, percent, readAmount, short } from "../src/domain/units";

test("bytes and their digits belong together", () => {
  expect(hex(Uint8Array.of(0, 255, 16))).toBe("0x00ff10");
  expect(unhex("0x00ff10")).toEqual(Uint8Array.of(0, 255, 16));
  expect(unhex("0x0")).toBeUndefined();
  expect(unhex("zz")).toBeUndefined();
  expect(concat(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(
    Uint8Array.of(1, 2, 3),
  );
  expect(same(Uint8Array.of(1), Uint8Array.of(1))).toBe(true);
  expect(same(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  expect(country("0x434e")).toBe("CN");
});

test("what is not text is shown in digits", () => {
  expect(text(Uint8Array.of(0x57, 0x45, 0x53))).toBe("WES");
  expect(text(Uint8Array.of(0xff))).toBe("0xff");
  expect(text(bytes("磐石 Zoë"))).toBe("磐石 Zoë");
  expect(text(bytes("a\u202eb\u200bc\r\u001b[8m"))).toBe("a\\u{202e}b\\u{200b}c\\u{d}\\u{1b}[8m");
});

test("amounts read as people write them, and back", () => {
  for (const [units, words] of [
    [0n, "0 PAN"],
    [1_500_000_000_000n, "1.5 PAN"],
    [1n, "0.000000000001 PAN"],
    [1_234_567n * 10n ** 12n, "1\u202f234\u202f567 PAN"],
  ] as const) {
    expect(amount(units)).toBe(words);
    expect(readAmount(words.replaceAll("\u202f", ""))).toBe(units);
  }
  for (const bad of ["", "-1", "1,5", "1.0000000000001", "ten", "1e3"])
    expect(readAmount(bad)).toBeUndefined();
});

test("shares, numbers and digests are short", () => {
  expect(percent(333_334)).toBe("33.33\u202f%");
  expect(percent(1_000_000)).toBe("100\u202f%");
  expect(count(1072)).toBe("1\u202f072");
  expect(short(`0x${"ab".repeat(32)}`)).toBe("0xababab…ababab");
});
