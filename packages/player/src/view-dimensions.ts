import type { ViewDimensions } from "@firstframe/contract";

const customNames = [
  "custom-1",
  "custom-2",
  "custom-3",
  "custom-4",
  "custom-5",
  "custom-6",
  "custom-7",
  "custom-8",
  "custom-9",
  "custom-10",
] as const;

/** What is known of the page besides the element's attributes. */
export interface PageFacts {
  readonly playerVersion: string;
  readonly host: string;
  /** Effective connection type such as `4g`, where the browser tells it. */
  readonly connectionType: string | null;
}

/**
 * What the page says about the view, cut to the lengths that the service takes.
 *
 * @param attribute reads an attribute of the element
 */
export function viewDimensions(attribute: (name: string) => string | null, page: PageFacts): ViewDimensions {
  const dimensions: Record<string, string> = {};
  const put = (name: string, value: string | null, most: number) => {
    if (value) dimensions[name] = value.slice(0, most);
  };
  put("page_host", page.host, 253);
  put("connection_type", attribute("connection") ?? page.connectionType, 32);
  put("viewer_id", attribute("viewer-id"), 128);
  put("experiment_name", attribute("experiment-name"), 100);
  put("experiment_arm", attribute("experiment-arm"), 100);
  for (const name of customNames) put(name.replace("-", "_"), attribute(name), 200);
  return { player_version: page.playerVersion, ...dimensions };
}
