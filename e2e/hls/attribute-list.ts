/** An attribute's value: what stood in quotes, or the bare text. */
interface AttributeValue {
  readonly text: string;
  readonly quoted: boolean;
}

/** Attributes by name. */
export type AttributeList = ReadonlyMap<string, AttributeValue>;

const attribute = /([A-Z0-9-]+)=(?:"([^"\r\n]*)"|([^",\s]+))(,|$)/y;

/**
 * Parses an attribute list (RFC 8216bis, 4.2).
 *
 * @throws SyntaxError when it is malformed or names an attribute twice
 */
export function parseAttributeList(text: string): AttributeList {
  const attributes = new Map<string, AttributeValue>();
  for (let at = 0; at < text.length || at === 0; ) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match === null) throw new SyntaxError(`malformed attribute list at "${text.slice(at, at + 30)}"`);
    const [whole, name = "", quoted, bare, separator] = match;
    if (attributes.has(name)) throw new SyntaxError(`attribute ${name} appears twice`);
    attributes.set(name, { text: quoted ?? bare ?? "", quoted: quoted !== undefined });
    at += whole.length;
    if (separator === "," && at === text.length) throw new SyntaxError("attribute list ends with a comma");
  }
  return attributes;
}
