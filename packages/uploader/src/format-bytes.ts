const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/**
 * Bytes as people read them, in powers of 1000: `2.8 MB`, and as a speed `2.8 MB/s`.
 *
 * @param tag BCP 47
 */
export function formatBytes(bytes: number, tag: string, per: "" | "-per-second" = ""): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(tag, {
    style: "unit",
    unit: `${units[power] ?? "byte"}${per}`,
    unitDisplay: power === 0 ? "narrow" : "short",
    maximumFractionDigits: value >= 100 || power === 0 ? 0 : 1,
  }).format(value);
}
