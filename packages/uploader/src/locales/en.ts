import type { UploaderStrings } from "../strings.ts";

/** English. */
export const english: UploaderStrings = {
  tag: "en",
  heading: (multiple) => (multiple ? "Drop videos here" : "Drop a video here"),
  hint: "MP4, MOV, WebM, MKV and most other formats. Interrupted uploads continue where they stopped.",
  choose: (multiple) => (multiple ? "Choose files" : "Choose a file"),
  chooseFolder: "Choose a folder",
  dropHere: "Drop to upload",
  list: "Uploads",
  overall: (done, total, speed, left) =>
    [`${done} of ${total} finished`, speed, left].filter(Boolean).join(" · "),
  pauseAll: "Pause all",
  resumeAll: "Resume all",
  clearFinished: "Clear finished",
  waiting: "Waiting for its turn",
  preparing: "Getting ready",
  uploading: (percent, speed, left) => ["Uploading", percent, speed, left].filter(Boolean).join(" · "),
  watchable: (percent, left) =>
    ["Can be watched already", `${percent} sent`, left].filter(Boolean).join(" · "),
  confirming: "Sent. Waiting for the server to confirm",
  paused: (percent) => `Paused at ${percent}`,
  offline: "No connection. The upload continues by itself when you are back online.",
  retrying: (wait) => `The connection was lost. Trying again in ${wait}.`,
  queuePaused: (wait) => `The server is busy. Uploads continue by themselves in ${wait}.`,
  interrupted: (percent, needsFile) =>
    `Interrupted at ${percent}. ${needsFile ? "Choose the file again to continue." : "It can continue."}`,
  queued: (wait) =>
    wait === null ? "Uploaded. Waiting to be prepared" : `Uploaded. In the queue, about ${wait}`,
  processing: (percent) => `Uploaded. Preparing to play · ${percent}`,
  playable: "Ready to play. More qualities are being added",
  ready: "Ready to play",
  untracked: "Uploaded. Its preparation can no longer be followed on this page.",
  canceled: "Canceled",
  pause: (name) => `Pause ${name}`,
  resume: (name) => `Resume ${name}`,
  retry: (name) => `Try ${name} again`,
  cancel: (name) => `Cancel ${name}`,
  discard: (name) => `Discard the interrupted upload of ${name}`,
  remove: (name) => `Remove ${name} from the list`,
  progressOf: (name) => `Progress of ${name}`,
  progressOfAll: "Progress of all files",
  timeLeft: (duration) => `${duration} left`,
  empty: (name) => `“${name}” is empty. Choose a file that contains a video or a sound recording.`,
  tooLarge: (name, limit) =>
    `“${name}” is larger than ${limit}. Choose a smaller file, or export it at a lower quality.`,
  tooMany: (limit) =>
    limit === 1
      ? "Only one file at a time. Wait until the other one is done, or remove it."
      : `Only ${limit} files at a time. Wait until the others are done, or remove one.`,
  wrongType: (name) =>
    `“${name}” is not a video or sound recording. Choose an MP4, MOV, WebM or similar file.`,
  wrongKind: (name, kinds) => `“${name}” cannot be uploaded here. Choose a file of this kind: ${kinds}.`,
  anyVideo: "video",
  anyAudio: "sound recording",
  tooShort: (name, limit) => `“${name}” is shorter than ${limit}. Choose a longer recording.`,
  tooLong: (name, limit) => `“${name}” is longer than ${limit}. Choose a shorter recording, or cut it.`,
  required: "Upload a video first.",
  unreadable: (name) =>
    `“${name}” cannot be read. It may have been moved or changed. Remove it, then choose the file again.`,
  duplicate: (name) => `“${name}” is already in the list.`,
  differentFile: (name) =>
    `This is not the same file as “${name}”, or it has changed since. Choose the same one, or discard the upload and begin anew.`,
  noEndpoint: "This page does not say where uploads go. Its developer has to set the attribute “endpoint”.",
  grantFailed: "The server did not allow the upload. Try again in a moment.",
  connectionFailed: "The connection failed too often. Check it, then try again; what was sent is kept.",
  uploadFailed: "The upload failed. Try again; what was sent is kept.",
  announceAdded: (count) => `${count} ${count === 1 ? "file" : "files"} added.`,
  announceProgress: (percent) => `${percent} uploaded.`,
  announceUploaded: (name) => `${name} is uploaded and is being prepared.`,
  announceReady: (name) => `${name} is ready to play.`,
  announceFailed: (name, reason) => `${name} failed. ${reason}`,
  sentElsewhere: (name) => `“${name}” is being uploaded in another tab.`,
};
