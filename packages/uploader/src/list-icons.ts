/** Outlines of what only a list shows. */
export const listIcons = {
  video:
    "M4 6.5A1.5 1.5 0 0 1 5.5 5h8A1.5 1.5 0 0 1 15 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 17.5zM15 10l5-3v10l-5-3",
  pause: "M9 6v12M15 6v12",
  resume: "M8 5.5v13l10-6.5z",
  retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  done: "M5 12.5l4.5 4.5L19 7.5",
  failed: "M12 7v6m0 3.5v.01M12 3.5 21 19.5H3z",
} as const;

export type ListIcon = keyof typeof listIcons;
