import type { UploaderStrings } from "../strings.ts";

/** Japanese. */
export const japanese: UploaderStrings = {
  tag: "ja",
  heading: () => "ここに動画をドロップ",
  hint: "MP4、MOV、WebM、MKVなど、ほとんどの形式に対応しています。中断したアップロードは続きから再開されます。",
  choose: () => "ファイルを選択",
  chooseFolder: "フォルダーを選択",
  dropHere: "ドロップしてアップロード",
  list: "アップロード",
  overall: (done, total, speed, left) =>
    [`${total}件中${done}件完了`, speed, left].filter(Boolean).join(" · "),
  pauseAll: "すべて一時停止",
  resumeAll: "すべて再開",
  clearFinished: "完了分を消す",
  waiting: "順番を待っています",
  preparing: "準備しています",
  uploading: (percent, speed, left) => ["アップロード中", percent, speed, left].filter(Boolean).join(" · "),
  watchable: (percent, left) => ["もう視聴できます", `${percent}送信済み`, left].filter(Boolean).join(" · "),
  confirming: "送信しました。サーバーの確認を待っています",
  paused: (percent) => `${percent}で一時停止中`,
  offline: "接続がありません。オンラインに戻ると、アップロードは自動的に再開されます。",
  retrying: (wait) => `接続が切れました。${wait}後に再試行します。`,
  queuePaused: (wait) => `サーバーが混み合っています。${wait}後に自動的に再開されます。`,
  interrupted: (percent, needsFile) =>
    `${percent}で中断されました。${needsFile ? "続けるには、もう一度ファイルを選択してください。" : "続きから再開できます。"}`,
  queued: (wait) =>
    wait === null ? "アップロード完了。処理を待っています" : `アップロード完了。処理待ち、あと約${wait}`,
  processing: (percent) => `アップロード完了。再生の準備をしています · ${percent}`,
  playable: "再生できます。ほかの画質を追加しています",
  ready: "再生できます",
  untracked: "アップロード完了。このページでは処理の状況を確認できなくなりました。",
  canceled: "キャンセルしました",
  pause: (name) => `${name}を一時停止`,
  resume: (name) => `${name}を再開`,
  retry: (name) => `${name}を再試行`,
  cancel: (name) => `${name}をキャンセル`,
  discard: (name) => `${name}の中断されたアップロードを破棄`,
  remove: (name) => `${name}をリストから削除`,
  progressOf: (name) => `${name}の進行状況`,
  progressOfAll: "全体の進行状況",
  timeLeft: (duration) => `残り${duration}`,
  empty: (name) => `「${name}」は空です。動画または音声を含むファイルを選択してください。`,
  tooLarge: (name, limit) =>
    `「${name}」は${limit}を超えています。小さいファイルを選択するか、画質を下げて書き出してください。`,
  tooMany: (limit) =>
    `一度にアップロードできるのは${limit}件までです。ほかのファイルが完了するのを待つか、1件削除してください。`,
  wrongType: (name) =>
    `「${name}」は動画でも音声でもありません。MP4、MOV、WebMなどのファイルを選択してください。`,
  wrongKind: (name, kinds) =>
    `「${name}」はここではアップロードできません。次の種類のファイルを選択してください：${kinds}。`,
  anyVideo: "動画",
  anyAudio: "音声",
  tooShort: (name, limit) => `「${name}」は${limit}より短いです。もっと長いものを選択してください。`,
  tooLong: (name, limit) =>
    `「${name}」は${limit}より長いです。短いものを選択するか、編集して短くしてください。`,
  required: "先に動画をアップロードしてください。",
  unreadable: (name) =>
    `「${name}」を読み取れません。移動または変更された可能性があります。リストから削除して、もう一度選択してください。`,
  duplicate: (name) => `「${name}」はすでにリストにあります。`,
  differentFile: (name) =>
    `「${name}」と同じファイルではないか、その後変更されています。同じファイルを選択するか、アップロードを破棄して最初からやり直してください。`,
  noEndpoint:
    "このページにはアップロード先が設定されていません。開発者が属性「endpoint」を設定する必要があります。",
  grantFailed: "サーバーがアップロードを許可しませんでした。しばらくしてからもう一度お試しください。",
  connectionFailed:
    "接続に何度も失敗しました。接続を確認して、もう一度お試しください。送信済みのデータは保存されています。",
  uploadFailed: "アップロードに失敗しました。もう一度お試しください。送信済みのデータは保存されています。",
  announceAdded: (count) => `${count}件のファイルを追加しました。`,
  announceProgress: (percent) => `${percent}アップロードしました。`,
  announceUploaded: (name) => `${name}のアップロードが完了し、準備が始まりました。`,
  announceReady: (name) => `${name}を再生できます。`,
  announceFailed: (name, reason) => `${name}は失敗しました。${reason}`,
  sentElsewhere: (name) => `「${name}」は別のタブでアップロード中です。`,
};
