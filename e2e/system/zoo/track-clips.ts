import { dataInput } from "./data-input.ts";
import { beep, flash, flashAndBeep, h264 } from "./flash-and-beep.ts";
import { playable, type ZooClip } from "./zoo-clip.ts";

const subtitle = dataInput("srt", "1\n00:00:00,500 --> 00:00:02,000\nHello\n");
const chapters = dataInput(
  "ffmetadata",
  ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=3000\ntitle=Two\n",
);

/** Numbers and kinds of tracks. */
export const trackClips: readonly ZooClip[] = [
  playable("silent.mp4", "no sound: no group of sound renditions either", [...flash(), ...h264]),
  playable("surround.mp4", "six channels have to become two that still hold them all", [
    ...flash(),
    ...beep({}, "5.1"),
    ...h264,
    ..."-ac 6".split(" "),
  ]),
  playable("many-tracks.mkv", "two languages of sound, two of subtitles: the default ones are chosen", [
    ...flashAndBeep(),
    ...beep(),
    ...subtitle,
    ...subtitle,
    ..."-map 0:v -map 1:a -map 2:a -map 3:s -map 4:s -c:s srt".split(" "),
    ...h264,
    ..."-metadata:s:a:0 language=eng -metadata:s:a:1 language=deu -disposition:a:0 default".split(" "),
    ..."-metadata:s:s:0 language=eng -metadata:s:s:1 language=deu".split(" "),
  ]),
  playable("timed-text.mp4", "subtitles inside an MP4 are neither picture nor sound", [
    ...flashAndBeep(),
    ...subtitle,
    ...subtitle,
    ..."-map 0:v -map 1:a -map 2:s -map 3:s -c:s mov_text".split(" "),
    ...h264,
  ]),
  playable("chapters.mp4", "chapters are a text track that nobody asked for", [
    ...flashAndBeep(),
    ...chapters,
    ..."-map 0:v -map 1:a -map_chapters 2".split(" "),
    ...h264,
  ]),
];
