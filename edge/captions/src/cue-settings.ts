const percent = String.raw`(?:100(?:\.0+)?|\d{1,2}(?:\.\d{1,6})?)%`;

/** What WebVTT allows, in the order in which it is written. `region` is none of it: regions are not taken from uploads. */
const allowed: Readonly<Record<string, RegExp>> = {
  vertical: /^(rl|lr)$/,
  line: new RegExp(String.raw`^(-?\d{1,4}|${percent})(,(start|center|end))?$`),
  position: new RegExp(`^${percent}(,(line-left|center|line-right))?$`),
  size: new RegExp(`^${percent}$`),
  align: /^(start|center|end|left|right)$/,
};

/**
 * The settings of a cue that WebVTT knows, in a fixed order; everything else that follows the times is left out.
 *
 * @param alignment where SubStation Alpha's `{\an…}` puts the cue, as on a number pad: 1 to 9; null when it says nothing
 * @see https://www.w3.org/TR/webvtt1/#webvtt-cue-settings
 */
export function cueSettings(stated: string, alignment: number | null): string {
  const found = new Map(alignment === null ? [] : placement(alignment));
  for (const setting of stated.split(/\s+/)) {
    const colon = setting.indexOf(":");
    const name = setting.slice(0, Math.max(0, colon));
    // What old drafts called it.
    const value = setting.slice(colon + 1).replace(/^middle$/, "center");
    if (allowed[name]?.test(value)) found.set(name, value);
  }
  const names = Object.keys(allowed).filter((name) => found.has(name));
  return names.map((name) => `${name}:${found.get(name)}`).join(" ");
}

function placement(alignment: number): [name: string, value: string][] {
  const settings: [string, string][] = [];
  if (alignment > 6) settings.push(["line", "0"]);
  else if (alignment > 3) settings.push(["line", "50%"]);
  if (alignment % 3 === 1) settings.push(["align", "start"]);
  if (alignment % 3 === 0) settings.push(["align", "end"]);
  return settings;
}
