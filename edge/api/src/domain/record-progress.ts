import type { Services } from "./ports.ts";

/** Records how much of an upload is kept; from now on it waits its whole time for the next byte. */
export async function recordProgress(
  { uploads, clock }: Services,
  { uploadId, offsetBytes }: { uploadId: string; offsetBytes: number },
): Promise<void> {
  const upload = await uploads.find(uploadId);
  if (upload === null) return;
  await uploads.recordOffset(uploadId, { offsetBytes, expiresAt: clock() + upload.timeout_s * 1000 });
}
