/** Everything the player says, in one place. */
export const strings = {
  retry: "Try again",
  emptyTitle: "No video yet",
  emptyAdvice: "It will appear here as soon as one is chosen.",
  quality: "Quality",
  speed: "Speed",
  captions: "Captions",
  errors: {
    not_found: {
      title: "This video does not exist or was removed.",
      advice: "Check the link, or ask whoever shared it.",
    },
    token_expired: {
      title: "The link to this video has expired.",
      advice: "Reload the page to get a new one.",
    },
    not_entitled: {
      title: "You do not have access to this video.",
      advice: "Sign in with another account, or ask whoever shared it.",
    },
    not_ready: {
      title: "This video is still being prepared.",
      advice: "It will appear here as soon as it is ready.",
    },
    server: {
      title: "The video could not be loaded right now.",
      advice: "Try again in a moment.",
    },
    network: {
      title: "The video could not be loaded.",
      advice: "Check your connection and try again.",
    },
    decode: {
      title: "The video could not be played.",
      advice: "Try again. If it happens again, try another browser.",
    },
    unsupported: {
      title: "This browser cannot play the video.",
      advice: "Update it, or try another browser.",
    },
  },
} as const;
