import type { Locator, Page } from "@playwright/test";
import type { Clip } from "./clips.ts";

/** Drops files on an element, as a hand with a mouse would. */
export async function dropFiles(page: Page, target: Locator, clips: readonly Clip[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    async (files) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      return transfer;
    },
    clips.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") })),
  );
  for (const type of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(type, { dataTransfer });
  await dataTransfer.dispose();
}
