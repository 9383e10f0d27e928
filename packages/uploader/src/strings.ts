/** Everything the element says, so that a page can say it in its own words or language. */
export interface UploaderStrings {
  readonly heading: string;
  readonly hint: string;
  readonly choose: string;
  readonly dropHere: string;
  readonly list: string;
  readonly overall: (done: number, total: number) => string;
  readonly waiting: string;
  readonly preparing: string;
  readonly uploading: (percent: number, speed: string, left: string) => string;
  readonly paused: (percent: number) => string;
  readonly offline: string;
  readonly retrying: (seconds: number) => string;
  readonly queued: (seconds: number | null) => string;
  readonly processing: (percent: number) => string;
  readonly playable: string;
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
  readonly duplicate: (name: string) => string;
  readonly noEndpoint: string;
  readonly grantFailed: string;
  readonly connectionFailed: string;
  readonly uploadFailed: string;
  readonly announceAdded: (count: number) => string;
  readonly announceUploaded: (name: string) => string;
  readonly announceReady: (name: string) => string;
  readonly announceFailed: (name: string, reason: string) => string;
}

/** English. */
export const english: UploaderStrings = {
  heading: "Drop a video here",
  hint: "MP4, MOV, WebM, MKV and most other formats. An upload that breaks off goes on where it stopped.",
  choose: "Choose a file",
  dropHere: "Drop to upload",
  list: "Uploads",
  overall: (done, total) => `${done} of ${total} finished`,
  waiting: "Waiting for its turn",
  preparing: "Getting ready to send",
  uploading: (percent, speed, left) => ["Uploading", `${percent} %`, speed, left].filter(Boolean).join(" · "),
  paused: (percent) => `Paused at ${percent} %`,
  offline: "No connection. It goes on by itself when you are back online.",
  retrying: (seconds) => `The connection broke off. Trying again in ${seconds} s.`,
  queued: (seconds) =>
    seconds === null || seconds < 3
      ? "Uploaded. Waiting to be prepared"
      : `Uploaded. In the queue, about ${duration(seconds)}`,
  processing: (percent) => `Uploaded. Preparing to play · ${percent} %`,
  playable: "Ready to play. More qualities follow",
  ready: "Ready to play",
  canceled: "Canceled",
  pause: (name) => `Pause ${name}`,
  resume: (name) => `Resume ${name}`,
  retry: (name) => `Try ${name} again`,
  cancel: (name) => `Cancel ${name}`,
  remove: (name) => `Remove ${name} from the list`,
  progressOf: (name) => `Progress of ${name}`,
  secondsLeft: (seconds) => `${duration(seconds)} left`,
  perSecond: (bytes) => `${bytes}/s`,
  empty: (name) => `«${name}» is empty. Choose a file that contains a video or a sound recording.`,
  tooLarge: (name, limit) =>
    `«${name}» is larger than ${limit}. Choose a smaller file, or export it at a lower quality.`,
  tooMany: (limit) =>
    `Only ${limit} ${limit === 1 ? "file" : "files"} at a time. Wait until the others are done, or remove one.`,
  wrongType: (name) =>
    `«${name}» is no video and no sound recording. Choose an MP4, MOV, WebM or similar file.`,
  duplicate: (name) => `«${name}» is in the list already.`,
  noEndpoint: "This page has not said where uploads go. Its developer sets the attribute «endpoint».",
  grantFailed: "The page's server did not allow the upload. Try again in a moment.",
  connectionFailed: "The connection failed too often. Check it, then try again; what was sent is kept.",
  uploadFailed: "The upload failed. Try again; what was sent is kept.",
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
