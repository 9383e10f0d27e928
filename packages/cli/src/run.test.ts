import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startDeployment } from "./testing/deployment.ts";
import { startHttpServer } from "./testing/http-server.ts";
import { createUser } from "./testing/run-cli.ts";

it("prints its version", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(await createUser()(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

it.each([
  [["uplod", "x.mp4"], "Did you mean upload?"],
  [["assets", "lst"], "Did you mean list?"],
  [["assets", "list", "--limt", "3"], "Did you mean --limit?"],
  [["assets", "list", "--limit", "none"], "whole number"],
  [["assets", "list", "--status", "done"], "Allowed choices are waiting"],
  [["assets", "get"], "missing required argument 'id'"],
  [["assets", "list", "extra"], "too many arguments"],
  [["listen"], "--forward-to"],
  [["keys", "create", "--name", "x", "--scopes", "everything"], "«everything» is none."],
])("calls %j wrong, and says how it is right", async (args, message) => {
  const { code, stdout, stderr } = await createUser()(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});

it("shows what there is where a command is missing", async () => {
  const { code, stderr } = await createUser()(["webhooks"]);
  expect(code).toBe(2);
  expect(stderr).toContain("rotate-secret");
});

it("takes no secret key as an argument", async () => {
  const { code } = await createUser()(["assets", "list", "--secret-key", "ff_live_x"]);
  expect(code).toBe(2);
});

it("tells what the API refused, with code and request, on stderr alone", async () => {
  const { url } = await startDeployment();
  const user = createUser({ url });
  const { code, stdout, stderr } = await user(["assets", "get", `ast_${"0".repeat(26)}`, "--json"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("(not_found, HTTP 404, request req_1)");
});

it("calls it wrong usage when an id is of something else", async () => {
  const { url, requests } = await startDeployment();
  const { code, stderr } = await createUser({ url })(["assets", "get", "upl_1"]);
  expect(code).toBe(2);
  expect(stderr).toContain('"upl_1" is not the id of a asset');
  expect(requests).toEqual([]);
});

it("repeats calls when the API is overloaded for a moment", async () => {
  const deployment = await startDeployment();
  let calls = 0;
  const overloaded = { status: 503, body: { code: "overloaded", detail: "Later.", retryable: true } };
  deployment.routes.set("GET /v1/assets", () =>
    ++calls < 3 ? overloaded : { status: 200, body: { data: [], next_cursor: null } },
  );
  expect((await createUser({ url: deployment.url })(["assets", "list"])).code).toBe(0);
  expect(calls).toBe(3);
});

it.each([[["assets", "list"]], [["keys", "list"]]])("says that nobody answers (%j)", async (args) => {
  const url = await startHttpServer((request) => request.destroy());
  const { code, stderr } = await createUser({ url })(args);
  expect(code).toBe(1);
  expect(stderr).toContain("did not get through");
});

it("says that the answer is not the API's", async () => {
  const url = await startHttpServer((_request, response) =>
    response.writeHead(403).end("<h1>Forbidden</h1>"),
  );
  const { code, stderr } = await createUser({ url })(["keys", "list"]);
  expect(code).toBe(1);
  expect(stderr).toContain("answered 403 without saying why");
});
