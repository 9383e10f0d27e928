// What is proved here is published: e2e/compatibility/ makes the matrix of these tests' names, verdicts and notes.

import { env } from "cloudflare:test";
import type { ApiKeyWithSecret } from "@firstframe/contract";
import { type ApiVersion, apiVersions, scopes } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { call } from "./testing/client.ts";
import { type RecordedAnswer, recordedFetch } from "./testing/recorded-fetch.ts";
import { eventData, findDeviations, findEventDeviations } from "./testing/recorded-shapes.ts";
import { sdkVersions } from "./testing/sdk-releases.ts";
import { tellSdkStory } from "./testing/sdk-story.ts";
import { eventInVersion } from "./versions/bodies-in-version.ts";

const baseUrl = "https://video.test";

/** A request's option that is named otherwise in each version. */
const optionOf: Readonly<Record<ApiVersion, object>> = {
  "2026-10-01": { token_lifetime_s: 600 },
  "2026-11-25": { token_expires_in_s: 600 },
};

async function pinnedKey(version: ApiVersion): Promise<string> {
  const json = { name: `pinned to ${version}`, environment: "sandbox", scopes, api_version: version };
  const { body } = await call<ApiKeyWithSecret>("POST", "/v1/api-keys", { token: env.ROOT_SECRET, json });
  return body.secret;
}

/** The routes whose answers are not of the shape that a version has. */
function routesBeside(answers: readonly RecordedAnswer[], version: ApiVersion): string[] {
  const beside = answers.filter(
    ({ status, route, body }) =>
      status < 300 && body !== null && findDeviations(version, route, body).length > 0,
  );
  return [...new Set(beside.map(({ route }) => route))].sort();
}

const combinations = (await sdkVersions()).flatMap((sdk) =>
  apiVersions.map((api) => ({ sdk, api, version: sdk.version })),
);

describe("compatibility", () => {
  it.for(combinations)("SDK $version with a key pinned to $api", async ({ sdk, api }, { task }) => {
    const { Firstframe } = await sdk.load();
    const { answers, fetch } = recordedFetch();
    const firstframe = new Firstframe({ apiKey: await pinnedKey(api), baseUrl, fetch, maxRetries: 0 });
    await tellSdkStory(firstframe);

    const versions = [...new Set(answers.map((answer) => answer.version))];
    expect(versions).toHaveLength(1);
    const answeredIn = apiVersions.find((known) => known === versions[0]) ?? expect.fail(`${versions[0]}`);
    expect(routesBeside(answers, answeredIn)).toEqual([]);

    // How far that is what the SDK's types say.
    const otherShapes = routesBeside(answers, sdk.writtenFor);
    const option = optionOf[sdk.writtenFor];
    const refusedOptions = await firstframe.uploads.create(option).then(
      () => [],
      (error: unknown) => {
        expect(error).toMatchObject({ code: "invalid_request" });
        return Object.keys(option);
      },
    );
    const notes = { answered_in: answeredIn, other_shapes: otherShapes, refused_options: refusedOptions };
    if (answeredIn === sdk.writtenFor) expect(notes).toMatchObject({ other_shapes: [], refused_options: [] });
    Object.assign(task.meta, { compatibility: notes });
  });

  it.for(apiVersions.map((api) => ({ api })))("webhook events in $api", async ({ api }) => {
    const { Firstframe } = (await (await sdkVersions())[0]?.load()) ?? expect.fail("no SDK");
    const firstframe = new Firstframe({
      apiKey: await pinnedKey(api),
      baseUrl,
      fetch: recordedFetch().fetch,
    });
    await tellSdkStory(firstframe);
    const { data: events } = await compose(env).events.list("sandbox", { after: 0, limit: 1000 });
    const types = new Set(events.map(({ type }): string => type));
    expect(Object.keys(eventData[api]).filter((type) => !types.has(type))).toEqual([]);
    const deviations = events.flatMap((event) => findEventDeviations(api, eventInVersion(event, api)));
    expect(deviations).toEqual([]);
  });
});
