import { InvalidArgumentError } from "commander";

/**
 * Adds comma-separated words to those that were given before, for commander.
 *
 * @param isKnown whether a word is allowed
 * @param explanation what the words may be
 */
export function words<Word extends string>(
  isKnown: (word: string) => word is Word,
  explanation: string,
): (text: string, before?: readonly Word[]) => readonly Word[] {
  return (text, before = []) => {
    const given = text.split(",").map((word) => word.trim());
    const unknown = given.find((word) => !isKnown(word));
    if (unknown !== undefined) throw new InvalidArgumentError(`«${unknown}» is none. ${explanation}`);
    return [...before, ...given.filter(isKnown)];
  };
}
