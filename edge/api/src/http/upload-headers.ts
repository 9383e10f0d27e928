/** What the Worker tells an upload's owner of it, as JSON; whatever a client sends under this name is dropped. */
export const admittedUploadHeader = "x-firstframe-upload";
export const requestIdHeader = "x-request-id";
