/** What the API takes, and what is said of anything else. */
const rules = {
  apiKey: [/^[\x21-\x7e]+$/, "a secret key, ff_sandbox_… or ff_live_…"],
  idempotencyKey: [/^"?[\x21\x23-\x7e]{1,255}"?$/, "1 to 255 visible ASCII characters, such as a UUID"],
  traceparent: [/^[\x20-\x7e]*$/, "a W3C trace context, 00-…-…-01"],
} as const;

/**
 * An option that is fit for a header. `fetch` refuses any other as it refuses to connect, so that it would be repeated and look like
 * a network that fails.
 *
 * @throws TypeError that names the option; never contains its value, which may be a secret
 */
export function checkedHeader(option: keyof typeof rules, value: string): string {
  const [pattern, expected] = rules[option];
  // What HTTP takes off on its way, such as the line end of a file.
  const sent = value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
  if (pattern.test(sent)) return sent;
  throw new TypeError(`${option} is not ${expected}`);
}
