// The floor of the media worker's ingest: @tus/server over @tus/file-store and nothing else, as their documentation shows it.
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [directory = ""] = process.argv.slice(2);
const tus = new Server({ path: "/v1/tus", datastore: new FileStore({ directory }), relativeLocation: true });
const server = tus.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.stdout.write(`listening on ${address.port}\n`);
});
process.on("disconnect", () => process.exit(0));
