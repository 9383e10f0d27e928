import { html, type TemplateResult } from "lit";

interface Picked {
  readonly take: (files: readonly File[]) => void;
  /** Of the interrupted file that the picker was opened for. */
  readonly provide: (id: string, file: File) => void;
}

/** The browser's own pickers: for files, for a folder, and for the one file that an interrupted upload needs. */
export class FilePicker {
  readonly #root: () => ParentNode;
  readonly #picked: Picked;
  #wanted = "";

  constructor(root: () => ParentNode, picked: Picked) {
    this.#root = root;
    this.#picked = picked;
  }

  /** @param wanted id of the interrupted file, to pick the `same` one again */
  open(what: "files" | "folder" | "same", wanted = ""): void {
    this.#wanted = wanted;
    this.#root().querySelector<HTMLInputElement>(`[data-picks="${what}"]`)?.click();
  }

  /** What {@link FilePicker.open} opens, to be rendered out of sight. */
  inputs(accept: string, multiple: boolean): TemplateResult {
    const onChange = this.#onChange;
    return html`<input data-picks="files" type="file" accept=${accept} ?multiple=${multiple} @change=${onChange} />
      <input data-picks="folder" type="file" webkitdirectory @change=${onChange} />
      <input data-picks="same" type="file" @change=${onChange} />`;
  }

  readonly #onChange = async ({ currentTarget }: Event): Promise<void> => {
    const input = currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be picked again.
    input.value = "";
    const [first] = files;
    if (!first) return;
    if (input.dataset.picks === "same") {
      this.#picked.provide(this.#wanted, first);
    } else if (input.dataset.picks === "files") {
      this.#picked.take(files);
    } else {
      const { shownFiles } = await import("./files-of.ts");
      this.#picked.take(shownFiles(files));
    }
  };
}
