/**
 * A copy of an MP4 file whose headers state another size: the track header (ISO/IEC 14496-12, 8.3.2) and the sample entry
 * (12.1.3). The coded pictures stay as they are.
 *
 * @throws RangeError when the file holds no H.264 track
 */
export function withPictureSize(file: Buffer, width: number, height: number): Buffer {
  const patched = Buffer.from(file);
  const track = patched.indexOf("tkhd");
  const entry = patched.indexOf("avc1", patched.indexOf("stsd"));
  if (track < 0 || entry < 0) throw new RangeError("there is no H.264 track");
  // Version 0: both sides as 16.16 fixed point numbers at the end of 84 bytes.
  patched.writeUInt32BE(width * 0x10000, track + 4 + 76);
  patched.writeUInt32BE(height * 0x10000, track + 4 + 80);
  patched.writeUInt16BE(width, entry + 4 + 24);
  patched.writeUInt16BE(height, entry + 4 + 26);
  return patched;
}
