import type { CheckedMedia } from "./check-media-playlist.ts";
import type { MultivariantPlaylist } from "./parse-playlist.ts";
import { resolvePath } from "./resolve-path.ts";
import type { Report } from "./violation.ts";

/**
 * Checks the groups of sound: every variant with a picture has one when any has, their members hold sound, and each
 * group offers the same choice.
 *
 * @param media checked playlists by path
 */
export function checkSoundGroups(
  master: MultivariantPlaylist,
  path: string,
  media: ReadonlyMap<string, CheckedMedia | null>,
  report: Report,
): void {
  const members = master.media.filter((rendition) => rendition.get("TYPE")?.text === "AUDIO");
  const choices = new Map<string, string[]>();
  for (const member of members) {
    const group = member.get("GROUP-ID")?.text ?? "";
    const name = member.get("NAME")?.text ?? "";
    choices.set(group, [...(choices.get(group) ?? []), name]);
    const uri = member.get("URI")?.text;
    const init = uri === undefined ? null : media.get(resolvePath(path, uri))?.init;
    if (init && init.width !== null) {
      report("RFC 8216bis 4.4.6.1", path, `${uri} is a member of a group of sound, but holds a picture`);
    }
  }
  const [choice, ...others] = [...choices.values()].map((names) => names.sort().join());
  if (others.some((other) => other !== choice)) {
    report("RFC 8216bis 4.4.6.1.1", path, "groups of sound have different members");
  }
  const withPicture = master.variants.filter(
    ({ uri }) => media.get(resolvePath(path, uri))?.init?.width != null,
  );
  const mute = withPicture.filter(({ attributes }) => !attributes.has("AUDIO"));
  for (const { uri } of mute.length < withPicture.length ? mute : []) {
    report("RFC 8216bis 4.4.6.2", path, `${uri} has no group of sound, while other variants have`);
  }
}
