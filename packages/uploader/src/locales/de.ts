import type { UploaderStrings } from "../strings.ts";

/** German. */
export const german: UploaderStrings = {
  tag: "de",
  heading: (multiple) => (multiple ? "Videos hier ablegen" : "Video hier ablegen"),
  hint: "MP4, MOV, WebM, MKV und die meisten anderen Formate. Unterbrochene Uploads gehen dort weiter, wo sie aufgehört haben.",
  choose: (multiple) => (multiple ? "Dateien wählen" : "Datei wählen"),
  chooseFolder: "Ordner wählen",
  dropHere: "Zum Hochladen loslassen",
  list: "Uploads",
  overall: (done, total, speed, left) =>
    [`${done} von ${total} fertig`, speed, left].filter(Boolean).join(" · "),
  pauseAll: "Alle anhalten",
  resumeAll: "Alle fortsetzen",
  clearFinished: "Fertige entfernen",
  waiting: "Wartet auf den Start",
  preparing: "Wird vorbereitet",
  uploading: (percent, speed, left) => ["Wird hochgeladen", percent, speed, left].filter(Boolean).join(" · "),
  watchable: (percent, left) =>
    ["Kann schon angesehen werden", `${percent} gesendet`, left].filter(Boolean).join(" · "),
  confirming: "Gesendet. Wartet auf die Bestätigung des Servers",
  paused: (percent) => `Angehalten bei ${percent}`,
  offline: "Keine Verbindung. Der Upload geht von selbst weiter, sobald Sie wieder online sind.",
  retrying: (wait) => `Die Verbindung ist abgebrochen. Neuer Versuch in ${wait}.`,
  queuePaused: (wait) => `Der Server ist ausgelastet. Die Uploads gehen in ${wait} von selbst weiter.`,
  interrupted: (percent, needsFile) =>
    `Unterbrochen bei ${percent}. ${needsFile ? "Wählen Sie die Datei noch einmal, um fortzufahren." : "Der Upload kann fortgesetzt werden."}`,
  queued: (wait) =>
    wait === null
      ? "Hochgeladen. Wartet auf die Aufbereitung"
      : `Hochgeladen. In der Warteschlange, noch etwa ${wait}`,
  processing: (percent) => `Hochgeladen. Wird zum Abspielen aufbereitet · ${percent}`,
  playable: "Bereit zum Abspielen. Weitere Qualitätsstufen kommen hinzu",
  ready: "Bereit zum Abspielen",
  untracked: "Hochgeladen. Die Aufbereitung lässt sich auf dieser Seite nicht weiter verfolgen.",
  canceled: "Abgebrochen",
  pause: (name) => `${name} anhalten`,
  resume: (name) => `${name} fortsetzen`,
  retry: (name) => `${name} erneut versuchen`,
  cancel: (name) => `${name} abbrechen`,
  discard: (name) => `Unterbrochenen Upload von ${name} verwerfen`,
  remove: (name) => `${name} aus der Liste entfernen`,
  progressOf: (name) => `Fortschritt von ${name}`,
  progressOfAll: "Fortschritt aller Dateien",
  timeLeft: (duration) => `noch ${duration}`,
  empty: (name) => `„${name}“ ist leer. Wählen Sie eine Datei mit einem Video oder einer Tonaufnahme.`,
  tooLarge: (name, limit) =>
    `„${name}“ ist größer als ${limit}. Wählen Sie eine kleinere Datei oder exportieren Sie sie in geringerer Qualität.`,
  tooMany: (limit) =>
    limit === 1
      ? "Nur eine Datei auf einmal. Warten Sie, bis die andere fertig ist, oder entfernen Sie sie."
      : `Nur ${limit} Dateien auf einmal. Warten Sie, bis die anderen fertig sind, oder entfernen Sie eine.`,
  wrongType: (name) =>
    `„${name}“ ist weder Video noch Tonaufnahme. Wählen Sie eine MP4-, MOV-, WebM- oder ähnliche Datei.`,
  wrongKind: (name, kinds) =>
    `„${name}“ kann hier nicht hochgeladen werden. Wählen Sie eine Datei dieser Art: ${kinds}.`,
  anyVideo: "Video",
  anyAudio: "Tonaufnahme",
  tooShort: (name, limit) => `„${name}“ ist kürzer als ${limit}. Wählen Sie eine längere Aufnahme.`,
  tooLong: (name, limit) =>
    `„${name}“ ist länger als ${limit}. Wählen Sie eine kürzere Aufnahme oder schneiden Sie sie.`,
  required: "Laden Sie zuerst ein Video hoch.",
  unreadable: (name) =>
    `„${name}“ kann nicht gelesen werden. Vielleicht wurde die Datei verschoben oder geändert. Entfernen Sie sie und wählen Sie sie dann noch einmal.`,
  duplicate: (name) => `„${name}“ steht schon in der Liste.`,
  differentFile: (name) =>
    `Das ist nicht dieselbe Datei wie „${name}“, oder sie wurde inzwischen geändert. Wählen Sie dieselbe Datei, oder verwerfen Sie den Upload und beginnen Sie neu.`,
  noEndpoint:
    "Diese Seite sagt nicht, wohin Uploads gehen. Wer sie entwickelt, muss das Attribut „endpoint“ setzen.",
  grantFailed: "Der Server hat den Upload nicht erlaubt. Versuchen Sie es gleich noch einmal.",
  connectionFailed:
    "Die Verbindung ist zu oft abgebrochen. Prüfen Sie sie und versuchen Sie es noch einmal; was gesendet wurde, bleibt erhalten.",
  uploadFailed:
    "Der Upload ist fehlgeschlagen. Versuchen Sie es noch einmal; was gesendet wurde, bleibt erhalten.",
  announceAdded: (count) => (count === 1 ? "Eine Datei hinzugefügt." : `${count} Dateien hinzugefügt.`),
  announceProgress: (percent) => `${percent} hochgeladen.`,
  announceUploaded: (name) => `${name} ist hochgeladen und wird aufbereitet.`,
  announceReady: (name) => `${name} ist bereit zum Abspielen.`,
  announceFailed: (name, reason) => `${name} ist fehlgeschlagen. ${reason}`,
  sentElsewhere: (name) => `„${name}“ wird in einem anderen Tab hochgeladen.`,
};
