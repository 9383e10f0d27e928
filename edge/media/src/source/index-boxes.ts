import { type Box, eachBox } from "../mp4-boxes.ts";

/** In one box of the index: recordings have a dozen. */
const mostChildren = 256;

/**
 * The boxes within a box of an index.
 *
 * @throws RangeError where one does not fit, or there are more than in any index: what is made to be slow to read is not read
 */
export function indexBoxes(parent: Uint8Array | Box): Box[] {
  const boxes: Box[] = [];
  for (const box of eachBox("body" in parent ? parent.body : parent)) {
    if (boxes.length === mostChildren) throw new RangeError(`there are more than ${mostChildren} boxes`);
    boxes.push(box);
  }
  return boxes;
}
