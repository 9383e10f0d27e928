import { ageInDays } from "../age.ts";
import { type Check, fail, pass, skipped, warn } from "../check.ts";

const recentDays = 30;

export const originsAreRestricted: Check = {
  id: "origins_are_restricted",
  group: "Keys and access",
  title: "Upload tokens are good on your own pages only",
  why: "A token that was copied from your page would let any other page upload into your account.",
  async run({ sample, connection, now }) {
    const uploads = (await sample.uploads()).filter(
      ({ created_at }) => ageInDays(created_at, now()) < recentDays,
    );
    if (uploads.length === 0) return skipped(`There was no upload in the last ${recentDays} days.`);
    const open = uploads.filter(({ cors_origin }) => cors_origin === null);
    const origins = [
      ...new Set(uploads.map(({ cors_origin }) => cors_origin).filter((origin) => origin !== null)),
    ];
    const told = `${uploads.length - open.length} of ${uploads.length} recent uploads name an origin${origins.length > 0 ? ` (${origins.join(", ")})` : ""}`;
    if (open.length === 0) return pass(told);
    const remedy =
      "Pass cors_origin, such as https://shop.example.com, where your server creates uploads for pages.";
    return connection.environment === "live" ? fail(told, remedy) : warn(told, remedy);
  },
};
