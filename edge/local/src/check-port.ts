import { createServer } from "node:net";
import { StartError } from "./start-error.ts";

/**
 * Makes sure that a port can be listened on.
 *
 * @throws StartError naming the variable that chooses another
 */
export async function checkPort(port: number, variable: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code})`;
      fail(
        new StartError(
          `Port ${port} ${reason}. Stop what uses it, or choose another: ${variable}=${port + 100} npm start`,
        ),
      );
    });
    server.listen(port, "127.0.0.1", () => server.close(() => done()));
  });
}
