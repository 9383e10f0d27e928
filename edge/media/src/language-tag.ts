const longestTag = 35;

/** The BCP 47 tag of what a container says, such as `en` for `eng` and `de` for `ger`; null when it says nothing usable. */
export function languageTag(stated: string | null): string | null {
  if (stated === null || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(stated)) return null;
  try {
    const tag = Intl.getCanonicalLocales(stated)[0] ?? null;
    return tag === null || tag.startsWith("und") || tag.length > longestTag ? null : tag;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
