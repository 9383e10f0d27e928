/** How long the browser may take, in ms. */
const patience = 5_000;

/** How long a recording lasts, in seconds; null where this browser cannot tell. */
export function probeDuration(file: Blob): Promise<number | null> {
  const url = URL.createObjectURL(file);
  const media = document.createElement("video");
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      const { duration } = media;
      media.removeAttribute("src");
      media.load();
      URL.revokeObjectURL(url);
      done(Number.isFinite(duration) ? duration : null);
    };
    const timer = setTimeout(finish, patience);
    media.preload = "metadata";
    media.addEventListener("loadedmetadata", finish, { once: true });
    media.addEventListener("error", finish, { once: true });
    media.src = url;
  });
}
