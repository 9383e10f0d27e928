import type { ProducedRendition } from "@firstframe/contract";

/** What x264 says of itself when it is closed. */
interface Account {
  /** Bytes of all its pictures. */
  bytes: number;
  pictures: number;
  /** Mean SSIM of luma, 0 to 1; null where it was not asked for. */
  ssim: number | null;
}

/** Reads off ffmpeg's log how near encoded pictures are to those that the encoders were given. */
export interface QualityReader {
  add(line: string): void;
  /**
   * SSIM by rendition.
   *
   * @param made by the encoders of this log, in the order of ffmpeg's outputs
   */
  read(made: readonly Pick<ProducedRendition, "id" | "segments">[]): Record<string, number[]>;
}

/** Bytes that a segment has besides its pictures, at most: for each of them, and for itself. */
const besides = { picture: 32, segment: 4096 };

/**
 * ffmpeg closes its encoders in the order of its outputs, and each line names its encoder by an address alone. So that no
 * other order of another version gives a rendition the figures of another, the bytes have to fit as well.
 */
export function createQualityReader(): QualityReader {
  const accounts = new Map<string, Account>();
  return {
    add(line) {
      const [, encoder, said = ""] = /^\[libx264 @ (0x[0-9a-f]+)\] \[info\] (.*)$/.exec(line) ?? [];
      if (encoder === undefined) return;
      const pictures = /^frame [IPB]:(\d+) .*size: *(\d+)$/.exec(said);
      const ssim = /^SSIM Mean Y:([\d.]+)/.exec(said)?.[1];
      if (pictures === null && ssim === undefined) return;
      const account = accounts.get(encoder) ?? { bytes: 0, pictures: 0, ssim: null };
      accounts.set(encoder, account);
      if (pictures) {
        account.pictures += Number(pictures[1]);
        account.bytes += Number(pictures[1]) * Number(pictures[2]);
      }
      if (ssim !== undefined) account.ssim = Number(ssim);
    },
    read(made) {
      const inOrder = [...accounts.values()];
      if (inOrder.length !== made.length) return {};
      return Object.fromEntries(
        made.flatMap(({ id, segments }, index) => {
          const account = inOrder[index];
          if (!account || account.ssim === null || !fits(account, segments)) return [];
          return [[id, [account.ssim]]];
        }),
      );
    },
  };
}

/** Sizes are means, rounded: half a byte for each picture. */
function fits({ bytes, pictures }: Account, segments: ProducedRendition["segments"]): boolean {
  const more = segments.reduce((sum, [, size]) => sum + size, 0) - bytes;
  return more >= -pictures && more <= besides.picture * pictures + besides.segment * segments.length;
}
