/** Pixels of a PNG, as a browser's screenshot is one: 8 bits a channel, not interlaced. https://www.w3.org/TR/png-3/ */
import { inflateSync } from "node:zlib";

const signature = "\x89PNG\r\n\x1a\n";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each. */
  readonly pixels: readonly (readonly [number, number, number, number])[];
}

/** Bytes to the left, above, and above to the left: how each filter guesses. https://www.w3.org/TR/png-3/#9Filter-types */
const guesses: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs) as [
      number,
      number,
      number,
    ];
    return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
  },
];

/** @throws an error where it is something else */
export function pictureIn(file: Buffer): Picture {
  if (file.toString("latin1", 0, 8) !== signature) throw new Error("This is no PNG.");
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, kind, , , interlaced] = file.subarray(24, 29);
  const channels = kind === 6 ? 4 : kind === 2 ? 3 : 0;
  if (depth !== 8 || interlaced !== 0 || channels === 0)
    throw new Error("This PNG is of a kind that is not read here.");
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const guess = guesses[raw[from] ?? 0];
    const [row, above] = [Buffer.from(raw.subarray(from + 1, from + 1 + stride)), rows[y - 1]];
    for (let x = 0; x < stride; x++) {
      const [left, corner] = x < channels ? [0, 0] : [row[x - channels] ?? 0, above?.[x - channels] ?? 0];
      row[x] = ((row[x] ?? 0) + (guess?.(left, above?.[x] ?? 0, corner) ?? 0)) & 255;
    }
    rows.push(row);
  }
  const pixels = rows.flatMap((row) =>
    Array.from({ length: width }, (_, x) => {
      const [red = 0, green = 0, blue = 0, alpha = 255] = row.subarray(x * channels, (x + 1) * channels);
      return [red, green, blue, alpha] as const;
    }),
  );
  return { width, height, pixels };
}
