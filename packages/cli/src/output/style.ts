import { styleText } from "node:util";
import type { Output, Surroundings } from "../surroundings.ts";

/** What a piece of text says besides its words. */
export type Tone = "good" | "bad" | "warn" | "dim" | "strong";

const formats = { good: "green", bad: "red", warn: "yellow", dim: "dim", strong: "bold" } as const;

/** Puts a tone on text, where colours are wanted. */
export type Style = (tone: Tone, text: string) => string;

/** Colours are for terminals, and for people who have not set NO_COLOR (https://no-color.org). */
export function createStyle(output: Output, env: Surroundings["env"]): Style {
  const isColourful = output.isTty && !env.NO_COLOR && env.TERM !== "dumb";
  return (tone, text) =>
    isColourful && text !== "" ? styleText(formats[tone], text, { validateStream: false }) : text;
}
