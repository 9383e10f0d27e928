interface Field<Name extends string> {
  readonly name: Name;
  /** Says that the field is there. */
  readonly flag: number;
  /** Bytes. */
  readonly size: number;
}

/** Optional fields of a `tfhd`, in their order (ISO/IEC 14496-12, 8.8.7). */
const headerFields = [
  { name: "baseDataOffset", flag: 0x01, size: 8 },
  { name: "sampleDescription", flag: 0x02, size: 4 },
  { name: "defaultDuration", flag: 0x08, size: 4 },
  { name: "defaultSize", flag: 0x10, size: 4 },
] as const;

/** Those of every sample in a `trun`, in their order (8.8.8). */
const sampleFields = [
  { name: "duration", flag: 0x100, size: 4 },
  { name: "size", flag: 0x200, size: 4 },
  { name: "flags", flag: 0x400, size: 4 },
  { name: "compositionOffset", flag: 0x800, size: 4 },
] as const;

/** Those of a `trun`, and of the first sample, which follows them at once. */
const runFields = [
  { name: "dataOffset", flag: 0x01, size: 4 },
  { name: "firstSampleFlags", flag: 0x04, size: 4 },
  ...sampleFields,
] as const;

/** Where in the body of a `tfhd` a field lies; null where it has none. */
export function headerFieldAt(header: DataView, name: (typeof headerFields)[number]["name"]): number | null {
  return fieldAt(header, headerFields, name);
}

/** Where in the body of a `trun` a field lies, of the run or of its first sample; null where it has none. */
export function runFieldAt(run: DataView, name: (typeof runFields)[number]["name"]): number | null {
  return fieldAt(run, runFields, name);
}

/** Bytes of the body of a `trun` from one sample to the next. */
export function sampleStride(run: DataView): number {
  const flags = flagsOf(run);
  return sampleFields.reduce((sum, { flag, size }) => sum + (flags & flag ? size : 0), 0);
}

function fieldAt<Name extends string>(
  box: DataView,
  fields: readonly Field<Name>[],
  wanted: Name,
): number | null {
  const flags = flagsOf(box);
  // Both boxes begin with version, flags, and one more number.
  let at = 8;
  for (const { name, flag, size } of fields) {
    const isThere = (flags & flag) !== 0;
    if (name === wanted) return isThere ? at : null;
    if (isThere) at += size;
  }
  return null;
}

/** Of a full box: what follows its version. */
function flagsOf(fullBox: DataView): number {
  return fullBox.getUint32(0) & 0xffffff;
}
