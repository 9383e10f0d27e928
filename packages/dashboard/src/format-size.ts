const prefixes = ["", "k", "M", "G", "T"];

/** Bytes in powers of 1000: `2.8 MB`. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, "B");
}

/** Bits per second: `2.8 Mbit/s`. */
export function formatBitrate(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, "bit/s");
}

function scaled(value: number, unit: string): string {
  let power = 0;
  let shown = value;
  while (shown >= 999.5 && power < prefixes.length - 1) {
    shown /= 1000;
    power++;
  }
  const digits = power === 0 || shown >= 99.95 ? 0 : 1;
  return `${Number(shown.toFixed(digits))} ${prefixes[power]}${unit}`;
}
