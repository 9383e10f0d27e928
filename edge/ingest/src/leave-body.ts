/** Bytes of an unwanted body that are read all the same. */
const politeBytes = 1024 * 1024;

/**
 * Ends a body that nobody wants. A short one is read to its end, so that the client hears the answer instead of a broken
 * connection; a long one is broken off.
 */
export async function leaveBody({ body, bodyUsed }: Request): Promise<void> {
  if (body === null || bodyUsed) return;
  const reader = body.getReader();
  let read = 0;
  try {
    while (read < politeBytes) {
      const { done, value } = await reader.read();
      if (done) return;
      read += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The connection broke by itself.
  }
}
