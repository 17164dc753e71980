/** Numbers of sixteen little-endian bytes each. */
export function words(bytes: Uint8Array): bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from(
    { length: bytes.length / 16 },
    (_, i) => view.getBigUint64(16 * i, true) | (view.getBigUint64(16 * i + 8, true) << 64n),
  );
}
