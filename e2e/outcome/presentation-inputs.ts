import { parsePlaylist } from "../hls/parse-playlist.ts";
import type { Inputs } from "../timeline/measure-timeline.ts";

/**
 * What a player takes picture and sound from, variant by variant.
 *
 * @param url of the multivariant playlist
 * @param hasPicture whether its variants hold a picture
 */
export async function presentationInputs(url: string, hasPicture: boolean): Promise<Inputs[]> {
  const playlist = parsePlaylist(await (await fetch(url)).text());
  if (playlist.kind === "media") throw new TypeError(`${url} is no multivariant playlist`);
  return playlist.variants.map(({ uri, attributes }) => {
    const main = new URL(uri, url).href;
    const group = playlist.media.filter(
      (rendition) =>
        rendition.get("TYPE")?.text === "AUDIO" &&
        rendition.get("GROUP-ID")?.text === attributes.get("AUDIO")?.text,
    );
    const chosen = group.find((rendition) => rendition.get("DEFAULT")?.text === "YES") ?? group[0];
    const sound = chosen?.get("URI")?.text;
    const picture = hasPicture ? main : null;
    return { picture, sound: sound === undefined ? main : new URL(sound, url).href };
  });
}
