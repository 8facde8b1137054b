/**
 * Reads a QR code off a terminal as a phone's camera would: the last one drawn in half blocks in what a process
 * printed. Comes in: everything printed; goes out: what the code says.
 */
import jsqr from 'jsqr';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal are control characters
const COLOUR = /\u001B\[\d+m/g;
/** A half block in the colour of the paper, below the lowest row. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PAPER_BLOCK = /\u001B\[0m\u001B\[37m[▀▄]/g;
const QR_LINE = /^[ ▀▄█]{20,}$/;
const PIXELS_PER_MODULE = 4;
const MARGIN = 4;

const decode = jsqr as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;

/** @returns null where no code is drawn, or none that a camera could read */
export function readDrawnQr(printed: string): string | null {
  const lines = printed.replace(PAPER_BLOCK, ' ').replace(COLOUR, '').split('\n');
  const end = lines.findLastIndex(line => QR_LINE.test(line));
  if (end < 0) return null;
  let start = end;
  while (start > 0 && QR_LINE.test(lines[start - 1] ?? '')) start -= 1;
  const rows = lines
    .slice(start, end + 1)
    .flatMap(line => [
      [...line].map(letter => letter === '▀' || letter === '█'),
      [...line].map(letter => letter === '▄' || letter === '█'),
    ]);
  return picture(rows);
}

function picture(rows: readonly (readonly boolean[])[]): string | null {
  const modules = Math.max(rows.length, rows[0]?.length ?? 0) + 2 * MARGIN;
  const side = modules * PIXELS_PER_MODULE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isDark =
        rows[Math.floor(y / PIXELS_PER_MODULE) - MARGIN]?.[Math.floor(x / PIXELS_PER_MODULE) - MARGIN];
      if (isDark === true) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return decode(pixels, side, side)?.data ?? null;
}
