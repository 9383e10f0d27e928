/**
 * Adds a track by whose kind and label media-chrome finds pictures for the timeline. It is no part of a template: the engine keeps
 * tracks of its own within the video, which rendering would remove.
 *
 * @param url WebVTT whose cues name parts of pictures, relative to it
 */
export function addStoryboardTrack(media: HTMLMediaElement, url: string): HTMLTrackElement {
  const track = document.createElement("track");
  Object.assign(track, { kind: "metadata", label: "thumbnails", src: url, default: true });
  media.append(track);
  return track;
}
