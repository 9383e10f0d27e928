import { find } from "./element.ts";

/** The place where a page says what does not work, with a button to try again. */
export function troubleNotice(tryAgain: () => void) {
  const notice = find("#trouble");
  const text = find("p", notice);
  find("button", notice).addEventListener("click", tryAgain);
  return {
    show(error: unknown): void {
      const message = error instanceof Error ? error.message : String(error);
      // An alert that says the same again is not read out again.
      if (text.textContent !== message) text.textContent = message;
      notice.hidden = false;
    },
    hide(): void {
      notice.hidden = true;
      text.textContent = "";
    },
  };
}
