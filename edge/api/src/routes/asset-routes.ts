import {
  asset,
  assetList,
  assetListQuery,
  createAsset,
  updateAsset as updateAssetSchema,
} from "@firstframe/contract";
import { toAsset } from "../domain/asset-record.ts";
import { clipAsset } from "../domain/clip-asset.ts";
import { deleteAsset } from "../domain/delete-asset.ts";
import { fetchAsset } from "../domain/fetch-asset.ts";
import { updateAsset } from "../domain/update-asset.ts";
import { findAsset } from "../http/find-asset.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";
import { sourceQuery, sourceResponse } from "../http/source-response.ts";

const tag = "Assets";
const params = idParam("asset");

export const assetRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/assets",
    access: { scope: "assets:write" },
    budget: "create",
    heavy: true,
    tag,
    summary:
      "Make an asset of a file on the web, which is fetched from its address, or of a part of another asset",
    request: { body: createAsset },
    status: 201,
    response: asset,
    errors: ["not_found"],
    handle({ services, environment, body: { input, ...rest } }) {
      return "url" in input
        ? fetchAsset(services, { ...rest, input, environment })
        : clipAsset(services, { ...rest, input, environment });
    },
  }),
  route({
    method: "GET",
    path: "/v1/assets",
    access: { scope: "assets:read" },
    tag,
    summary: "Assets, newest first",
    request: { query: assetListQuery },
    status: 200,
    response: assetList,
    async handle({ services, environment, query }) {
      const page = await services.assets.list(environment, query);
      return { ...page, data: page.data.map(toAsset) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/assets/:id",
    access: { scope: "assets:read" },
    tag,
    summary: "An asset",
    request: { params },
    status: 200,
    response: asset,
    handle: async ({ services, environment, params }) =>
      toAsset(await findAsset(services, environment, params.id)),
  }),
  route({
    method: "GET",
    path: "/v1/assets/:id/source",
    access: { scope: "assets:read" },
    tag,
    summary:
      "The file as it was uploaded, also while it is being uploaded: one range, or all of it as it arrives",
    request: { params, query: sourceQuery },
    status: 200,
    response: null,
    raw: { response: "application/octet-stream" },
    also: { 206: "The part that was asked for" },
    errors: ["gone", "range_not_satisfiable"],
    async handle({ services, environment, params, query, context }) {
      const found = await findAsset(services, environment, params.id);
      const response = await sourceResponse(services, found, {
        ...query,
        range: context.req.header("range"),
      });
      // Whatever the file is, a browser is to save it, not to run it.
      response.headers.set("content-disposition", attachment(found.source.filename ?? found.id));
      response.headers.set("x-content-type-options", "nosniff");
      return response;
    },
  }),
  route({
    method: "PATCH",
    path: "/v1/assets/:id",
    access: { scope: "assets:write" },
    tag,
    summary: "Change an asset; what is left out stays as it is (JSON Merge Patch, RFC 7396)",
    request: { params, body: updateAssetSchema },
    status: 200,
    response: asset,
    handle: async ({ services, environment, params, body }) =>
      updateAsset(services, (await findAsset(services, environment, params.id)).id, body),
  }),
  route({
    method: "DELETE",
    path: "/v1/assets/:id",
    access: { scope: "assets:write" },
    tag,
    summary: "Remove an asset with all its bytes",
    request: { params },
    status: 204,
    response: null,
    errors: ["on_legal_hold"],
    handle: async ({ services, environment, params }) =>
      deleteAsset(services, await findAsset(services, environment, params.id)),
  }),
];

/** RFC 6266, with the name as RFC 8187 encodes it. */
function attachment(filename: string): string {
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename*=UTF-8''${encoded}`;
}
