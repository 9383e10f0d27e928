/** Every sentence that the player shows. */
export const strings = {
  player: "Video player",
  empty: "No video yet",
  emptyHint: "Set playback-id to choose what plays here.",
  retry: "Try again",
  errors: {
    manifest_not_found: "This video does not exist or was removed.",
    gone: "This video is no longer available.",
    not_ready: "This video is still being prepared. Try again in a moment.",
    not_entitled: "You do not have access to this video. Ask whoever shared it with you.",
    unauthenticated: "You need to sign in to watch this video. Reload the page after signing in.",
    token_expired: "The link to this video has expired. Reload the page to get a new one.",
    rate_limited: "Too many requests at once. Wait a moment and try again.",
    server: "The video could not be loaded. The service has a problem; try again in a moment.",
    network: "The video could not be loaded. Check your connection and try again.",
    decode: "This video cannot be shown on this device. Try again, or use another browser.",
    unsupported: "This browser cannot play this video. Use a current version of another browser.",
  },
} as const;
