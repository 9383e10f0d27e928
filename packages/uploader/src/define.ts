import { FirstframeUploader } from "./uploader-element.ts";

// On a server there is nothing to register with.
if (typeof customElements !== "undefined" && customElements.get("firstframe-uploader") === undefined) {
  customElements.define("firstframe-uploader", FirstframeUploader);
}

declare global {
  interface HTMLElementTagNameMap {
    "firstframe-uploader": FirstframeUploader;
  }
}
