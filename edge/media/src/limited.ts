/** Runs at most `limit` of the given operations at a time, in the order in which they were given. */
export function limited(limit: number): <Result>(operation: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (operation) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await operation();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
