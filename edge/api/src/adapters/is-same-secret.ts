const encoder = new TextEncoder();

/** Takes the same time wherever the two differ, and whatever their lengths. */
export async function isSameSecret(candidate: string, secret: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [candidate, secret].map((text) => crypto.subtle.digest("SHA-256", encoder.encode(text))),
  );
  return a !== undefined && b !== undefined && crypto.subtle.timingSafeEqual(a, b);
}
