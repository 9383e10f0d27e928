import { currentApiVersion } from "@firstframe/contract/constants";
import { type Contents, type Deployment, startDeployment } from "./deployment.ts";
import { isGenuine, type Receiver, startReceiver } from "./receiver.ts";
import {
  daysAgo,
  sampleAsset,
  sampleDelivery,
  sampleEndpoint,
  sampleEvent,
  sampleJob,
  sampleKey,
  sampleSigningKey,
  sampleUpload,
  sampleView,
} from "./sample-resources.ts";

export interface GoodDeployment {
  readonly deployment: Deployment;
  readonly receiver: Receiver;
}

/** A deployment that is ready to go live, whose receiver verifies what it gets. */
export async function startGoodDeployment(changes: Partial<Contents> = {}): Promise<GoodDeployment> {
  let secret = "";
  const receiver = await startReceiver(async (message) => ((await isGenuine(message, secret)) ? 204 : 400));
  const deployment = await startDeployment({
    assets: [1, 2, 3].map((n) => sampleAsset(n)),
    uploads: [1, 2, 3].map((n) => sampleUpload(n)),
    jobs: [1, 2, 3].map((n) => sampleJob(n)),
    keys: [1, 2].map((n) => sampleKey(n, { api_version: currentApiVersion })),
    signingKeys: ["first", "second"].map((kid) => sampleSigningKey(kid)),
    endpoints: [sampleEndpoint(1, { url: receiver.url })],
    events: [1, 2, 3].map((n) => sampleEvent(n)),
    deliveries: [3, 2, 1].map((n) => sampleDelivery(n)),
    views: [1, 2, 3].map((n) => sampleView(n)),
    ...changes,
  });
  secret = deployment.webhookSecret;
  return { deployment, receiver };
}

/** What a team that is ready says of itself. */
export const goodGoLive = {
  incident_owner: "Video on call",
  rollback: "https://wiki.example.com/rollback",
  key_rollover: "https://wiki.example.com/keys",
  review: "https://wiki.example.com/reviews",
  last_drill: daysAgo(10).slice(0, 10),
  last_key_rollover: daysAgo(100).slice(0, 10),
  last_restore: daysAgo(170).slice(0, 10),
  cohorts: [{ name: "iPhone", dimensions: { os: "iOS" } }],
};
