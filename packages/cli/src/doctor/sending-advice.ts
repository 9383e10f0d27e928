/** Where to look when the deployment does not send what it should: two kinds of Durable Objects do, which the cron trigger wakes when they were forgotten. */
export const sendingAdvice =
  "See that the Worker's cron trigger runs, and look in its logs for WebhookDispatcherObject and WebhookEndpointObject";
