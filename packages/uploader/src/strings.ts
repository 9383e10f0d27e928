/** Everything the element says, so that a page can say it in its own words or language. */
export interface UploaderStrings {
  readonly heading: (multiple: boolean) => string;
  readonly hint: string;
  readonly choose: (multiple: boolean) => string;
  readonly dropHere: string;
  readonly list: string;
  readonly overall: (done: number, total: number) => string;
  readonly waiting: string;
  readonly preparing: string;
  readonly uploading: (percent: number, speed: string, left: string) => string;
  readonly confirming: string;
  readonly paused: (percent: number) => string;
  readonly offline: string;
  readonly retrying: (seconds: number) => string;
  readonly queued: (seconds: number | null) => string;
  readonly processing: (percent: number) => string;
  readonly playable: string;
  readonly untracked: string;
  readonly ready: string;
  readonly canceled: string;
  readonly pause: (name: string) => string;
  readonly resume: (name: string) => string;
  readonly retry: (name: string) => string;
  readonly cancel: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly progressOf: (name: string) => string;
  readonly secondsLeft: (seconds: number) => string;
  readonly perSecond: (bytes: string) => string;
  readonly empty: (name: string) => string;
  readonly tooLarge: (name: string, limit: string) => string;
  readonly tooMany: (limit: number) => string;
  readonly wrongType: (name: string) => string;
  readonly unreadable: (name: string) => string;
  readonly duplicate: (name: string) => string;
  readonly noEndpoint: string;
  readonly grantFailed: string;
  readonly connectionFailed: string;
  readonly uploadFailed: string;
  readonly progressOfAll: string;
  readonly announceAdded: (count: number) => string;
  readonly announceUploaded: (name: string) => string;
  readonly announceReady: (name: string) => string;
  readonly announceFailed: (name: string, reason: string) => string;
}

/** English. */
export const english: UploaderStrings = {
  heading: (multiple) => (multiple ? "Drop videos here" : "Drop a video here"),
  hint: "MP4, MOV, WebM, MKV and most other formats. Interrupted uploads continue where they stopped.",
  choose: (multiple) => (multiple ? "Choose files" : "Choose a file"),
  dropHere: "Drop to upload",
  list: "Uploads",
  overall: (done, total) => `${done} of ${total} finished`,
  waiting: "Waiting for its turn",
  preparing: "Getting ready",
  uploading: (percent, speed, left) => ["Uploading", `${percent} %`, speed, left].filter(Boolean).join(" · "),
  confirming: "Sent. Waiting for the server to confirm",
  paused: (percent) => `Paused at ${percent} %`,
  offline: "No connection. The upload continues by itself when you are back online.",
  retrying: (seconds) => `The connection was lost. Trying again in ${seconds} s.`,
  queued: (seconds) =>
    seconds === null || seconds < 3
      ? "Uploaded. Waiting to be prepared"
      : `Uploaded. In the queue, about ${duration(seconds)}`,
  processing: (percent) => `Uploaded. Preparing to play · ${percent} %`,
  playable: "Ready to play. More qualities are being added",
  ready: "Ready to play",
  untracked: "Uploaded. Its preparation can no longer be followed on this page.",
  canceled: "Canceled",
  pause: (name) => `Pause ${name}`,
  resume: (name) => `Resume ${name}`,
  retry: (name) => `Try ${name} again`,
  cancel: (name) => `Cancel ${name}`,
  remove: (name) => `Remove ${name} from the list`,
  progressOf: (name) => `Progress of ${name}`,
  secondsLeft: (seconds) => `${duration(seconds)} left`,
  perSecond: (bytes) => `${bytes}/s`,
  empty: (name) => `“${name}” is empty. Choose a file that contains a video or a sound recording.`,
  tooLarge: (name, limit) =>
    `“${name}” is larger than ${limit}. Choose a smaller file, or export it at a lower quality.`,
  tooMany: (limit) =>
    `Only ${limit} ${limit === 1 ? "file" : "files"} at a time. Wait until the others are done, or remove one.`,
  wrongType: (name) =>
    `“${name}” is not a video or sound recording. Choose an MP4, MOV, WebM or similar file.`,
  unreadable: (name) =>
    `“${name}” cannot be read. It may have been moved or changed, or it is a folder. Remove it, then choose the file again.`,
  duplicate: (name) => `“${name}” is already in the list.`,
  noEndpoint: "This page does not say where uploads go. Its developer has to set the attribute “endpoint”.",
  grantFailed: "The server did not allow the upload. Try again in a moment.",
  connectionFailed: "The connection failed too often. Check it, then try again; what was sent is kept.",
  uploadFailed: "The upload failed. Try again; what was sent is kept.",
  progressOfAll: "Progress of all files",
  announceAdded: (count) => `${count} ${count === 1 ? "file" : "files"} added.`,
  announceUploaded: (name) => `${name} is uploaded and is being prepared.`,
  announceReady: (name) => `${name} is ready to play.`,
  announceFailed: (name, reason) => `${name} failed. ${reason}`,
};

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
