import { isAllowedFormat } from "./container-format.ts";
import { encodingFrameRate } from "./frame-rate.ts";
import { listOf, numberOf, objectOf, textOf } from "./json-field.ts";
import { languageTag } from "./language-tag.ts";
import { MediaError } from "./media-error.ts";
import { firstTimes } from "./prepare/packet-facts.ts";
import { parseRational, type Rational, toNumber } from "./rational.ts";
import type { AudioFacts, ProbedSource, VideoFacts } from "./source-facts.ts";

type Stream = Readonly<Record<string, unknown>>;

/** ffmpeg's own limit below which a guessed format is as good as none. */
const doubtfulScore = 25;
const maximumStreams = 64;
const maximumAudios = 8;
const encryptedTags = new Set(["encv", "enca", "drmi", "drms"]);

/**
 * Reads what `ffprobe -show_format -show_streams -print_format json` wrote.
 *
 * @throws MediaError `source_not_media`, `source_no_tracks`, `source_unsupported`
 */
export function parseProbe(json: unknown): ProbedSource {
  const { format: formatField, streams: streamsField } = objectOf(json);
  const format = objectOf(formatField);
  const container = textOf(format.format_name);
  if (container === null || !isAllowedFormat(container)) {
    throw new MediaError("source_not_media", `The format ${container ?? "unknown"} is not taken`);
  }
  const score = numberOf(format.probe_score) ?? 0;
  if (score <= doubtfulScore) {
    throw new MediaError("source_not_media", `The format is a guess: ${container} with a score of ${score}`);
  }
  const streams = listOf(streamsField);
  if (streams.length > maximumStreams) {
    throw new MediaError(
      "source_unsupported",
      `The file has ${streams.length} streams, at most ${maximumStreams} are taken`,
    );
  }
  const video = choose(
    streams,
    "video",
    (stream) => numberOf(objectOf(stream.disposition).attached_pic) !== 1,
  );
  const audio = choose(streams, "audio", () => true);
  const others = streams.filter(
    (stream) => stream.codec_type === "audio" && stream !== audio && isDecodable(stream),
  );
  if (video === null && audio === null) {
    throw new MediaError(
      "source_no_tracks",
      `The file has ${streams.length} streams, none of video or audio`,
    );
  }
  const firsts = firstTimes(json);
  const fileStartS = numberOf(format.start_time) ?? 0;
  return {
    container,
    durationS: positive(format.duration),
    video: video && videoFacts(video, fileStartS),
    audios:
      audio === null
        ? []
        : [audio, ...others].slice(0, maximumAudios).map((stream) => audioFacts(stream, firsts, fileStartS)),
    bitrate: positive(format.bit_rate),
  };
}

/** The default track of a kind, else the first; tracks that nothing can decode count only when there is no other. */
function choose(
  streams: readonly Stream[],
  kind: string,
  isWanted: (stream: Stream) => boolean,
): Stream | null {
  const candidates = streams.filter((stream) => stream.codec_type === kind && isWanted(stream));
  const decodable = candidates.filter(isDecodable);
  const first = candidates[0];
  if (first === undefined) return null;
  if (decodable.length === 0) {
    const name = textOf(first.codec_name) ?? textOf(first.codec_tag_string) ?? "unknown";
    throw new MediaError("source_unsupported", `The ${kind} track cannot be decoded: ${name}`);
  }
  return (
    decodable.find((stream) => numberOf(objectOf(stream.disposition).default) === 1) ?? decodable[0] ?? null
  );
}

function isDecodable(stream: Stream): boolean {
  const codec = textOf(stream.codec_name);
  return codec !== null && codec !== "unknown" && !encryptedTags.has(textOf(stream.codec_tag_string) ?? "");
}

function videoFacts(stream: Stream, fileStartS: number): VideoFacts {
  const codedWidth = positive(stream.width);
  const codedHeight = positive(stream.height);
  if (codedWidth === null || codedHeight === null) {
    throw new MediaError("source_unsupported", "The video track does not say how large its picture is");
  }
  const pixelShape = plausibleShape(parseRational(stream.sample_aspect_ratio));
  const rotation = rotationOf(stream);
  const turned = rotation === 90 || rotation === 270;
  const across = even(codedWidth * toNumber(pixelShape));
  const down = even(codedHeight);
  return {
    index: numberOf(stream.index) ?? 0,
    // As ffprobe writes it, such as `0x1`.
    trackId: numberOf(stream.id),
    codec: textOf(stream.codec_name) ?? "unknown",
    profile: textOf(stream.profile),
    level: positive(stream.level),
    pixelFormat: textOf(stream.pix_fmt),
    codedWidth,
    codedHeight,
    pixelShape,
    rotation,
    width: turned ? down : across,
    height: turned ? across : down,
    frameRate: encodingFrameRate(parseRational(stream.avg_frame_rate), parseRational(stream.r_frame_rate)),
    interlaced: ["tt", "bb", "tb", "bt"].includes(textOf(stream.field_order) ?? ""),
    color: {
      space: textOf(stream.color_space),
      primaries: textOf(stream.color_primaries),
      transfer: textOf(stream.color_transfer),
    },
    durationS: durationOf(stream),
    startS: Math.max(0, (numberOf(stream.start_time) ?? fileStartS) - fileStartS),
    bitrate: positive(stream.bit_rate),
  };
}

function audioFacts(stream: Stream, firsts: ReadonlyMap<number, number>, fileStartS: number): AudioFacts {
  const index = numberOf(stream.index) ?? 0;
  const first = firsts.get(index);
  return {
    index,
    codec: textOf(stream.codec_name) ?? "unknown",
    profile: textOf(stream.profile),
    channels: numberOf(stream.channels) ?? 0,
    sampleRate: numberOf(stream.sample_rate) ?? 0,
    durationS: durationOf(stream),
    startS: first === undefined ? null : first - fileStartS,
    language: languageTag(textOf(objectOf(stream.tags).language)),
    title: textOf(objectOf(stream.tags).title),
  };
}

/** Matroska has it in a tag alone, such as `00:01:02.500000000`. */
function durationOf(stream: Stream): number | null {
  const [, hours, minutes, seconds] =
    /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(textOf(objectOf(stream.tags).DURATION) ?? "") ?? [];
  const tagged = 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
  return positive(stream.duration) ?? positive(tagged);
}

/** ffprobe gives the display matrix's angle counter-clockwise, from -180 to 180. */
function rotationOf(stream: Stream): VideoFacts["rotation"] {
  const matrix = listOf(stream.side_data_list).find((data) => numberOf(data.rotation) !== null);
  const clockwise = -(numberOf(matrix?.rotation) ?? 0);
  const quarters = ((Math.round(clockwise / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarters] ?? 0;
}

/** Shapes beyond any real one are errors of the file. */
function plausibleShape(shape: Rational | null): Rational {
  const square = { numerator: 1, denominator: 1 };
  if (shape === null) return square;
  const ratio = toNumber(shape);
  return ratio >= 0.25 && ratio <= 4 ? shape : square;
}

function positive(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number > 0 ? number : null;
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.floor(pixels / 2 + 1e-9));
}
