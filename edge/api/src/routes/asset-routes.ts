import { asset, assetList, assetListQuery } from "@firstframe/contract";
import { notFound } from "../domain/api-error.ts";
import { type AssetRecord, toAsset } from "../domain/asset-record.ts";
import { deleteAsset } from "../domain/delete-asset.ts";
import type { Services } from "../domain/ports.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Assets";
const params = idParam("asset");

export const assetRoutes: Route[] = [
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
      toAsset(await find(services, environment, params.id)),
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
    handle: async ({ services, environment, params }) =>
      deleteAsset(services, await find(services, environment, params.id)),
  }),
];

async function find(services: Services, environment: string, id: string): Promise<AssetRecord> {
  const record = await services.assets.find(id);
  if (record?.environment !== environment) throw notFound("asset", id);
  return record;
}
