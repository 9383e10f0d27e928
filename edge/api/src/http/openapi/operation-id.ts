import type { Route } from "../route.ts";

/**
 * The identifier of a route's operation: `listAssets`, `getAsset`, `createUpload`, `cancelUpload`. It follows from method and
 * path unless the route says another.
 */
export function operationId({ method, path, response, operationId: own }: Route): string {
  if (own !== undefined) return own;
  const parts = path.split("/").filter((part) => !["", "v1", "internal"].includes(part));
  const names = parts.filter((part) => !part.startsWith(":"));
  const last = names.at(-1) ?? "";
  const owner = names
    .slice(0, -1)
    .map((name) => pascal(singular(name)))
    .join("");
  const endsInOne = parts.at(-1)?.startsWith(":") ?? false;
  const whole = owner + pascal(singular(last));
  switch (method) {
    case "GET":
      if (!endsInOne && isList(response)) return `list${owner}${pascal(last)}`;
      return `get${whole}`;
    case "POST": {
      if (names.length === 1 || last.endsWith("s")) return `create${whole}`;
      const [verb = "", ...object] = last.split("-");
      return verb + owner + pascal(object.join("-"));
    }
    case "PUT":
      return `put${whole}`;
    case "PATCH":
      return `update${whole}`;
    case "DELETE":
      return `delete${whole}`;
  }
}

/** `webhook-endpoint` as `WebhookEndpoint`. */
export function pascal(text: string): string {
  return text.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_match, _gap, first: string) =>
    first.toUpperCase(),
  );
}

function singular(name: string): string {
  return name.replace(/(?<![su])s$/, "");
}

function isList(response: Route["response"]): boolean {
  const shape = response && "shape" in response ? (response.shape as object) : {};
  return "data" in shape;
}
