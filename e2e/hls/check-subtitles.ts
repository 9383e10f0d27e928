import type { AttributeList } from "./attribute-list.ts";
import type { CheckOptions, Read } from "./check-media-playlist.ts";
import { checkMediaTags } from "./check-media-tags.ts";
import { type MultivariantPlaylist, parsePlaylist } from "./parse-playlist.ts";
import { resolvePath } from "./resolve-path.ts";
import type { Report } from "./violation.ts";

const ofMedia = "RFC 8216bis 4.4.6.1";
const ofSegments = "RFC 8216bis 3.1.4";
const times = /^(\d{2,}):(\d{2}):(\d{2}\.\d{3}) --> (\d{2,}):(\d{2}):(\d{2}\.\d{3})(?: |\n|$)/;

/** Checks the groups of subtitles: every variant offers them, and their segments are WebVTT of their own time. */
export async function checkSubtitles(
  master: MultivariantPlaylist,
  path: string,
  read: Read,
  { growing = false }: CheckOptions,
  report: Report,
): Promise<void> {
  const members = master.media.filter((rendition) => rendition.get("TYPE")?.text === "SUBTITLES");
  if (members.length === 0) return;
  for (const { uri, attributes } of master.variants) {
    if (!attributes.has("SUBTITLES")) report("RFC 8216bis 4.4.6.2", path, `${uri} has no group of subtitles`);
  }
  for (const member of members) {
    checkMember(member, path, report);
    const uri = member.get("URI")?.text;
    if (uri === undefined) report(ofMedia, path, "subtitles need a URI");
    else await checkPlaylist(read, resolvePath(path, uri), growing, report);
  }
}

function checkMember(member: AttributeList, path: string, report: Report): void {
  const name = member.get("NAME")?.text;
  const language = member.get("LANGUAGE")?.text;
  if (language !== undefined && Intl.getCanonicalLocales(language)[0] !== language) {
    report(ofMedia, path, `the language ${language} of ${name} is not as BCP 47 writes it`);
  }
  const isForced = member.get("FORCED")?.text ?? "NO";
  if (!["YES", "NO"].includes(isForced)) report(ofMedia, path, `FORCED of ${name} is ${isForced}`);
  const said = member.get("CHARACTERISTICS");
  if (said && !/^[a-z]+(\.[a-z-]+)+(,[a-z]+(\.[a-z-]+)+)*$/.test(said.text)) {
    report(ofMedia, path, `CHARACTERISTICS of ${name} are «${said.text}»`);
  }
}

async function checkPlaylist(read: Read, path: string, growing: boolean, report: Report): Promise<void> {
  try {
    const playlist = parsePlaylist(await readText(read, path));
    if (playlist.kind !== "media") throw new SyntaxError("subtitles need a media playlist");
    checkMediaTags(playlist, path, growing, report);
    let startS = 0;
    for (const { uri, duration } of playlist.segments) {
      const where = resolvePath(path, uri);
      checkSegment(await readText(read, where), where, startS, startS + duration, report);
      startS += duration;
    }
  } catch (error) {
    report("RFC 8216bis 4.1", path, error instanceof Error ? error.message : String(error));
  }
}

function checkSegment(text: string, path: string, startS: number, endS: number, report: Report): void {
  const [header = "", ...blocks] = text.split(/\n{2,}/);
  if (!/^WEBVTT(\n|$)/.test(header)) report(ofSegments, path, "the segment is no WebVTT");
  if (!/\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00\.000(\n|$)/.test(header)) {
    report(ofSegments, path, "the segment does not say that its times are those of the media");
  }
  for (const block of blocks.filter((lines) => lines.trim() !== "")) {
    const match = times.exec(block);
    if (match === null) {
      report(ofSegments, path, `the cue «${block}» has no times`);
      continue;
    }
    const [from = 0, to = 0] = [match.slice(1, 4), match.slice(4, 7)].map(secondsOf);
    if (to <= startS || from >= endS) {
      report(ofSegments, path, `the cue at ${from} s is not shown from ${startS} to ${endS} s`);
    }
  }
}

function secondsOf(parts: readonly string[]): number {
  return parts.reduce((total, part) => total * 60 + Number(part), 0);
}

async function readText(read: Read, path: string): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await read(path));
}
