import type { Deployment } from "./deployment.ts";

/** Acts when the list of events is asked for the third time: by then who follows it knows where the log ended when it began. */
export function onThirdLook({ routes }: Deployment, act: () => void): void {
  const list = routes.get("GET /v1/events");
  let looks = 0;
  routes.set("GET /v1/events", (call, all) => {
    if (++looks === 3) act();
    return list?.(call, all) ?? { status: 500 };
  });
}
