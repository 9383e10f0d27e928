import { DurableObject } from "cloudflare:workers";
import { compose } from "../compose.ts";
import type { Services } from "../domain/ports.ts";
import { sendDeliveries } from "../domain/webhooks/send-deliveries.ts";

/** Time until sending is tried again after the database was not there, in ms. */
const retryAfter = 5_000;

/** Sends what is due to one endpoint: there is one for each, so that none waits for another. */
export class WebhookEndpointObject extends DurableObject<Env> {
  readonly #services: Services;
  #isSending = false;
  #isStale = false;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#services = compose(env);
  }

  /**
   * Something is due. Returns at once: the alarm sends, and outlives whoever called.
   *
   * @returns whether nobody was about to send it
   */
  async wake(endpointId: string): Promise<boolean> {
    if (this.#isSending) {
      this.#isStale = true;
      return false;
    }
    const { storage } = this.ctx;
    const alarm = await storage.getAlarm();
    if (alarm !== null && alarm <= Date.now()) return false;
    storage.kv.put("endpoint", endpointId);
    await storage.setAlarm(Date.now());
    return true;
  }

  override async alarm(): Promise<void> {
    const endpointId = this.ctx.storage.kv.get<string>("endpoint");
    if (endpointId === undefined) return;
    this.#isSending = true;
    try {
      this.#isStale = false;
      const next = await sendDeliveries(this.#services, endpointId);
      // What came meanwhile is another invocation's: the requests of this one are limited.
      const at = this.#isStale ? Date.now() : next;
      if (at !== null) await this.ctx.storage.setAlarm(at);
    } catch (error) {
      this.#services.log("error", "deliveries could not be sent; they will be", {
        endpoint_id: endpointId,
        error: String(error),
      });
      await this.ctx.storage.setAlarm(Date.now() + retryAfter);
    } finally {
      this.#isSending = false;
    }
  }
}
