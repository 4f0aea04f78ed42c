// A zip file whose entries are stored: no compression, no clock.

const CRC = new Int32Array(256).map((_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
/** @param {Uint8Array} bytes */
function crc(bytes) {
  let value = -1;
  for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value;
}

/** @param {Map<string, string>} entries */
export function zipped(entries) {
  const encoder = new TextEncoder();
  const chunks = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const path = encoder.encode(name);
    const bytes = encoder.encode(text);
    // From "version needed" to the length of extra fields: UTF-8 names, stored, 1980-01-01.
    const common = [
      [2, 20],
      [2, 0x800],
      [2, 0],
      [2, 0],
      [2, 33],
      [4, crc(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, path.length],
      [2, 0],
    ];
    const local = packed([[4, 0x04034b50], ...common]);
    directory.push(
      packed([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]),
      path,
    );
    chunks.push(local, path, bytes);
    offset += local.length + path.length + bytes.length;
  }
  const size = directory.reduce((total, chunk) => total + chunk.length, 0);
  const end = packed([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.size],
    [2, entries.size],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  return [...chunks, ...directory, end];
}

/** Little-endian numbers. @param {number[][]} fields size in bytes, value */
function packed(fields) {
  const bytes = fields.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255),
  );
  return new Uint8Array(bytes);
}
