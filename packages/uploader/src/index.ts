export { english } from "./locales/en.ts";
export type { UploadEndpoint } from "./request-grant.ts";
export type { UploaderStrings } from "./strings.ts";
export type { FileError, FileStatus, UploadFile } from "./upload-file.ts";
export { FirstframeUploader } from "./uploader-element.ts";
export type { UploaderEvents } from "./uploader-events.ts";
