// Bytes as text, and texts as bytes.

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/** What no reader sees, or what moves the text beside it: the characters that the chain refuses in
 * texts (`is_seen` in primitives/src/text.rs). */
const HIDDEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

/** `0x` and two hexadecimal digits for each byte. */
export function hex(bytes: Uint8Array): string {
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The bytes that `text` spells in hexadecimal digits, after `0x` or not; none if it does not. */
export function unhex(text: string): Uint8Array | undefined {
  const digits = text.trim().replace(/^0x/, "");
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Bytes of the chain that are text; what is not text is shown in hexadecimal digits, and so is the
 * code of a character that would hide or turn round what stands beside it. */
export function text(bytes: Uint8Array): string {
  try {
    const seen = (c: string) => `\\u{${c.codePointAt(0)!.toString(16)}}`;
    return decoder.decode(bytes).replace(HIDDEN, seen);
  } catch {
    return hex(bytes);
  }
}

export function bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether two strings of bytes are the same. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Text of two letters in `0x` digits: a country. */
export function country(code: string): string {
  return text(unhex(code) ?? new Uint8Array());
}
