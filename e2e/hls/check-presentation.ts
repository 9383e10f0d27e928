import type { AttributeList } from "./attribute-list.ts";
import { checkAlignment } from "./check-alignment.ts";
import { checkIFrames } from "./check-i-frames.ts";
import {
  type CheckedMedia,
  type CheckOptions,
  checkMediaPlaylist,
  type Read,
} from "./check-media-playlist.ts";
import { checkSoundGroups } from "./check-sound-groups.ts";
import { checkSubtitles } from "./check-subtitles.ts";
import { type MultivariantPlaylist, parsePlaylist, type Variant } from "./parse-playlist.ts";
import { resolvePath } from "./resolve-path.ts";
import type { Report, Violation } from "./violation.ts";

const groupTypes = ["AUDIO", "VIDEO", "SUBTITLES"] as const;

/**
 * Checks a presentation of CMAF segments against RFC 8216bis: its multivariant playlist, every media
 * playlist, and every file they name.
 *
 * @param read gives the content of the file at a path; rejects when there is none
 * @param path of the multivariant playlist; paths that are read are resolved against it
 * @returns an empty list when no rule is broken
 */
export async function checkPresentation(
  read: Read,
  path: string,
  options: CheckOptions = {},
): Promise<Violation[]> {
  const violations: Violation[] = [];
  const report: Report = (section, where, message) => violations.push({ section, path: where, message });
  const master = await readMaster(read, path, report);
  if (master === null) return violations;

  checkMasterTags(master, path, report);
  const media = new Map<string, CheckedMedia | null>();
  for (const uri of [...master.variants.map((variant) => variant.uri), ...cmafOf(master).flatMap(uriOf)]) {
    const where = resolvePath(path, uri);
    if (!media.has(where))
      media.set(where, await checkMediaPlaylist(read, where, master.independent, options, report));
  }
  // Segments may have come since that the first one could not know of.
  const latest = (options.growing && (await readMaster(read, path, report))) || master;
  for (const variant of master.variants) checkVariant(master, latest, variant, path, media, report);
  const variants = master.variants.flatMap(({ uri }) => media.get(resolvePath(path, uri)) ?? []);
  checkAlignment(
    variants,
    [...media.values()].filter((one) => one !== null),
    report,
  );
  checkSoundGroups(master, path, media, report);
  await checkSubtitles(master, path, read, options, report);
  await checkIFrames(master, path, read, media, options, report);
  return violations;
}

/** Renditions of sound and picture: subtitles are WebVTT. */
function cmafOf({ media }: MultivariantPlaylist): AttributeList[] {
  return media.filter((rendition) => rendition.get("TYPE")?.text !== "SUBTITLES");
}

async function readMaster(read: Read, path: string, report: Report): Promise<MultivariantPlaylist | null> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await read(path));
    const playlist = parsePlaylist(text);
    if (playlist.kind === "multivariant") return playlist;
    report("RFC 8216bis 4.4.6.2", path, "there is no EXT-X-STREAM-INF");
  } catch (error) {
    report("RFC 8216bis 4.1", path, error instanceof Error ? error.message : String(error));
  }
  return null;
}

function checkMasterTags(master: MultivariantPlaylist, path: string, report: Report): void {
  if (master.variants.length === 0) report("RFC 8216bis 4.4.6.2", path, "there is no variant");
  const names = new Set<string>();
  for (const rendition of master.media) {
    for (const name of ["TYPE", "GROUP-ID", "NAME"]) {
      if (!rendition.has(name)) report("RFC 8216bis 4.4.6.1", path, `EXT-X-MEDIA lacks ${name}`);
    }
    const key = ["TYPE", "GROUP-ID", "NAME"].map((name) => rendition.get(name)?.text).join("/");
    if (names.has(key)) report("RFC 8216bis 4.4.6.1.1", path, `two renditions are named ${key}`);
    names.add(key);
    const isDefault = rendition.get("DEFAULT")?.text === "YES";
    if (isDefault && rendition.get("AUTOSELECT")?.text === "NO") {
      report("RFC 8216bis 4.4.6.1", path, `the default rendition ${key} must be selected automatically`);
    }
  }
}

/** @param latest the multivariant playlist as it was when the segments had been looked at */
function checkVariant(
  master: MultivariantPlaylist,
  latest: MultivariantPlaylist,
  { uri, attributes }: Variant,
  path: string,
  media: ReadonlyMap<string, CheckedMedia | null>,
  report: Report,
): void {
  const section = "RFC 8216bis 4.4.6.2";
  const main = media.get(resolvePath(path, uri)) ?? null;
  const groups = groupTypes.map((type) => groupOf(master, type, attributes, uri, path, report));
  const parts = groups.map((group) => checkedOf(group, path, media));
  if (main === null) return;

  const declared = latest.variants.find((variant) => variant.uri === uri)?.attributes ?? attributes;
  const bandwidth = integerOf(declared, "BANDWIDTH");
  const peak = main.peakRate + sum(parts.map((group) => Math.max(0, ...group.map((part) => part.peakRate))));
  if (bandwidth === null) {
    report(section, path, `${uri} has no BANDWIDTH`);
  } else if (bandwidth < Math.floor(peak)) {
    report(section, path, `${uri} declares ${bandwidth} bit/s, but peaks at ${Math.ceil(peak)} bit/s`);
  }
  const declaredAverage = integerOf(attributes, "AVERAGE-BANDWIDTH");
  const average =
    main.averageRate + sum(parts.map((group) => Math.max(0, ...group.map((part) => part.averageRate))));
  if (declaredAverage !== null && declaredAverage < Math.floor(average)) {
    report(
      section,
      path,
      `${uri} declares an average of ${declaredAverage} bit/s, but has ${Math.ceil(average)} bit/s`,
    );
  }
  checkCodecs(attributes, [main, ...parts.flat()], uri, path, report);
  checkResolution(attributes, main, uri, path, report);
}

function checkCodecs(
  attributes: AttributeList,
  parts: readonly CheckedMedia[],
  uri: string,
  path: string,
  report: Report,
): void {
  const declared = attributes
    .get("CODECS")
    ?.text.split(",")
    .map((codec) => codec.trim().toLowerCase());
  if (declared === undefined) {
    report("RFC 8216bis 4.4.6.2", path, `${uri} has no CODECS`);
    return;
  }
  const found = new Set(parts.flatMap(({ init }) => (init?.codec ? [init.codec.toLowerCase()] : [])));
  for (const codec of found) {
    if (!declared.includes(codec)) {
      report("RFC 8216bis 4.4.6.2", path, `${uri} holds ${codec}, but declares ${declared.join(",")}`);
    }
  }
  const isKnown = parts.every(({ init }) => init?.codec != null);
  for (const codec of isKnown ? declared : []) {
    if (!found.has(codec)) report("RFC 8216bis 4.4.6.2", path, `${uri} declares ${codec}, but holds none`);
  }
}

function checkResolution(
  attributes: AttributeList,
  { init }: CheckedMedia,
  uri: string,
  path: string,
  report: Report,
): void {
  if (init?.width == null || init.height === null) return;
  const declared = attributes.get("RESOLUTION")?.text;
  const actual = `${init.width}x${init.height}`;
  if (declared === undefined) {
    report("RFC 8216bis 4.4.6.2", path, `${uri} has video, but no RESOLUTION`);
  } else if (declared !== actual) {
    report("RFC 8216bis 4.4.6.2", path, `${uri} declares ${declared}, but has ${actual}`);
  }
}

/** The renditions of the group that a variant names. */
function groupOf(
  master: MultivariantPlaylist,
  type: (typeof groupTypes)[number],
  attributes: AttributeList,
  uri: string,
  path: string,
  report: Report,
): AttributeList[] {
  const id = attributes.get(type)?.text;
  if (id === undefined) return [];
  const group = master.media.filter(
    (rendition) => rendition.get("TYPE")?.text === type && rendition.get("GROUP-ID")?.text === id,
  );
  if (group.length === 0)
    report("RFC 8216bis 4.4.6.2", path, `${uri} names the ${type} group "${id}", which is not there`);
  if (group.filter((rendition) => rendition.get("DEFAULT")?.text === "YES").length > 1) {
    report("RFC 8216bis 4.4.6.1.1", path, `the ${type} group "${id}" has more than one default`);
  }
  return group;
}

function checkedOf(
  group: readonly AttributeList[],
  path: string,
  media: ReadonlyMap<string, CheckedMedia | null>,
): CheckedMedia[] {
  return group.flatMap(uriOf).flatMap((uri) => media.get(resolvePath(path, uri)) ?? []);
}

function uriOf(attributes: AttributeList): string[] {
  const uri = attributes.get("URI")?.text;
  return uri === undefined ? [] : [uri];
}

function integerOf(attributes: AttributeList, name: string): number | null {
  const text = attributes.get(name)?.text ?? "";
  return /^\d+$/.test(text) ? Number(text) : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
