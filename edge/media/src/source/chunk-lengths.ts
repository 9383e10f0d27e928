import { type Box, viewOf } from "../mp4-boxes.ts";

/**
 * How many bytes each of a track's chunks has, by its samples to a chunk and their sizes (`stsc` and `stsz`, ISO/IEC 14496-12,
 * 8.7.3 and 8.7.4).
 *
 * @param count chunks that the track has
 * @throws RangeError when a table is shorter than it says, or they tell of other chunks
 */
export function chunkLengths(stsc: Box, stsz: Box, count: number): Float64Array {
  const runs = viewOf(stsc.body);
  const runCount = runs.getUint32(4);
  const sizes = viewOf(stsz.body);
  const uniform = sizes.getUint32(4);
  const samples = sizes.getUint32(8);
  if (
    8 + 12 * runCount > stsc.body.byteLength ||
    (uniform === 0 && 12 + 4 * samples > stsz.body.byteLength)
  ) {
    throw new RangeError("a table of samples is shorter than it says");
  }
  const lengths = new Float64Array(count);
  let chunk = 0;
  let sample = 0;
  for (let run = 0; run < runCount; run++) {
    const first = runs.getUint32(8 + 12 * run);
    const wanted = runs.getUint32(12 + 12 * run);
    const next = run + 1 < runCount ? runs.getUint32(20 + 12 * run) : count + 1;
    if (first !== chunk + 1 || next <= first || next > count + 1) {
      throw new RangeError(`a run of chunks goes from ${first} to ${next}`);
    }
    for (; chunk + 1 < next; chunk++) {
      const taken = Math.min(wanted, samples - sample);
      lengths[chunk] = uniform > 0 ? taken * uniform : sumOf(sizes, sample, taken);
      sample += taken;
    }
  }
  if (chunk !== count) throw new RangeError(`the samples of ${count - chunk} chunks are unknown`);
  return lengths;
}

function sumOf(sizes: DataView, sample: number, count: number): number {
  let sum = 0;
  for (let index = sample; index < sample + count; index++) sum += sizes.getUint32(12 + 4 * index);
  return sum;
}
