/**
 * Everything the element says, so that a page can say it in its own words or language. Numbers, sizes, shares and durations come
 * formatted for {@link UploaderStrings.tag}.
 */
export interface UploaderStrings {
  /** BCP 47: the language of the words, and how numbers, units and lists are written. */
  readonly tag: string;
  readonly heading: (multiple: boolean) => string;
  readonly hint: string;
  readonly choose: (multiple: boolean) => string;
  readonly chooseFolder: string;
  readonly dropHere: string;
  readonly list: string;
  readonly overall: (done: number, total: number, speed: string, left: string) => string;
  readonly pauseAll: string;
  readonly resumeAll: string;
  readonly clearFinished: string;
  readonly waiting: string;
  readonly preparing: string;
  readonly uploading: (percent: string, speed: string, left: string) => string;
  /** It is still being sent and can be played as far as it is there. */
  readonly watchable: (percent: string, left: string) => string;
  readonly confirming: string;
  readonly paused: (percent: string) => string;
  readonly offline: string;
  readonly retrying: (wait: string) => string;
  /** The wait is null where it is not known, or not worth a word. */
  readonly queued: (wait: string | null) => string;
  readonly processing: (percent: string) => string;
  readonly playable: string;
  readonly untracked: string;
  readonly ready: string;
  readonly canceled: string;
  readonly pause: (name: string) => string;
  readonly resume: (name: string) => string;
  readonly retry: (name: string) => string;
  readonly cancel: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly discard: (name: string) => string;
  readonly progressOf: (name: string) => string;
  readonly timeLeft: (duration: string) => string;
  readonly empty: (name: string) => string;
  readonly tooLarge: (name: string, limit: string) => string;
  readonly tooMany: (limit: number) => string;
  /** Where video and sound of any kind are taken. */
  readonly wrongType: (name: string) => string;
  /** Where less is taken, as listed: `MP4 or MOV`. */
  readonly wrongKind: (name: string, kinds: string) => string;
  readonly anyVideo: string;
  readonly anyAudio: string;
  readonly tooShort: (name: string, limit: string) => string;
  readonly tooLong: (name: string, limit: string) => string;
  readonly required: string;
  readonly unreadable: (name: string) => string;
  readonly duplicate: (name: string) => string;
  readonly differentFile: (name: string) => string;
  readonly interrupted: (percent: string, needsFile: boolean) => string;
  readonly queuePaused: (wait: string) => string;
  readonly noEndpoint: string;
  readonly grantFailed: string;
  readonly connectionFailed: string;
  readonly uploadFailed: string;
  readonly progressOfAll: string;
  readonly announceAdded: (count: number) => string;
  readonly announceProgress: (percent: string) => string;
  readonly announceUploaded: (name: string) => string;
  readonly announceReady: (name: string) => string;
  readonly announceFailed: (name: string, reason: string) => string;
  readonly sentElsewhere: (name: string) => string;
}
