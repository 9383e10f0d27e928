/** Bytes as the client library takes them in Node, where it knows no files, with what the uploader asks of a file. */
export function bufferFile(bytes: Buffer, name: string): File {
  const blobOf = (buffer: Buffer): Blob =>
    Object.assign(buffer, {
      size: buffer.length,
      type: "video/mp4",
      name,
      lastModified: 0,
      slice: (start = 0, end = buffer.length) => blobOf(Buffer.from(buffer.subarray(start, end))),
      arrayBuffer: async () => Uint8Array.from(buffer).buffer,
    }) as unknown as Blob;
  return blobOf(Buffer.from(bytes)) as File;
}
