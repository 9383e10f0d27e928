/** Vite's, as far as tests need it. */
interface ImportMeta {
  glob(pattern: string): Record<string, () => Promise<unknown>>;
}
