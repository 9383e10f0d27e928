const byteUnits = ["B", "kB", "MB", "GB", "TB"] as const;
const bitUnits = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s"] as const;

/** Bytes in decimal units: `840 B`, `12.3 MB`. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, byteUnits);
}

/** Bits per second in decimal units: `640 kbit/s`, `4.2 Mbit/s`. */
export function formatBitrate(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, bitUnits);
}

function scaled(value: number, units: readonly [string, ...string[]]): string {
  let amount = value;
  let index = 0;
  while (amount >= 999.5 && index < units.length - 1) {
    amount /= 1000;
    index += 1;
  }
  const shown = amount < 100 ? Number(amount.toFixed(1)) : Math.round(amount);
  return `${shown} ${units[index] ?? units[0]}`;
}
