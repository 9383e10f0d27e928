/** Text from elsewhere on one line, without what a terminal would obey. */
export function plainText(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
