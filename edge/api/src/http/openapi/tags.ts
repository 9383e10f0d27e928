/** What each group of routes is about, in the order in which they are shown. */
export const tags: Readonly<Record<string, string>> = {
  Uploads:
    "A file on its way here: made by a server, sent by a page with a token that is good for this one upload.",
  Assets: "What is played: a video or a sound recording, from its first byte on.",
  Tracks: "Subtitles, captions and descriptions of an asset.",
  Jobs: "The work behind an asset: getting its file, and making what is played of it.",
  Playback: "Who may watch: tokens for one video each, and the keys that they are signed with.",
  Events: "Everything that happened, in order: what webhooks are sent from, and what can be polled instead.",
  Webhooks: "Events as they happen, sent to addresses of yours.",
  Metrics: "How well it plays: views and what is measured over them.",
  Keys: "Secret keys of servers, each with the scopes that it needs.",
  Audit: "Who changed what, with which key.",
  Operations: "How the service is doing.",
  "Media worker": "What the deployment's own media workers call; for nobody else.",
  Open: "What needs no key.",
};
