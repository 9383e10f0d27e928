import { isReceived, type UploadFile } from "./upload-file.ts";

interface FormPart {
  readonly name: string;
  readonly required: boolean;
  /** What is said where a file is missing. */
  readonly message: string;
  /** Where browsers show it. */
  readonly anchor: HTMLElement | undefined;
}

/** Tells the form what was uploaded: the ids of the assets whose bytes are all with the server. */
export function fillForm(
  internals: ElementInternals,
  files: readonly UploadFile[],
  { name, required, message, anchor }: FormPart,
): void {
  const value = new FormData();
  const ids = files.flatMap((file) => (isReceived(file) && file.assetId !== null ? [file.assetId] : []));
  for (const id of ids) value.append(name, id);
  internals.setFormValue(name === "" ? null : value);
  const isMissing = required && ids.length === 0;
  internals.setValidity({ valueMissing: isMissing }, isMissing ? message : "", anchor);
}
