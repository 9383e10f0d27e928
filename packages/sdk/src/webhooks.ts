/** Messages of webhook endpoints (Standard Webhooks 1.0): whether they are ours, and how to sign one. */
export { signWebhook as sign } from "./webhooks/sign-webhook.ts";
export { verifyWebhook as verify } from "./webhooks/verify-webhook.ts";
