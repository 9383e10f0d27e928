import { DurableObject } from "cloudflare:workers";
import { compose } from "../compose.ts";
import type { Services } from "../domain/ports.ts";
import { dispatchEvents } from "../domain/webhooks/dispatch-events.ts";

/** Time until events that could not be dispatched are tried again, in ms. */
const retryAfter = 5_000;

/** From one dispatch to the next, in ms: while much happens, events go in groups, which costs each endpoint one look instead of many. */
const spacing = 200;

/** What came of a dispatch: whether anybody listens; `failed`: the events are there still, and will be dispatched. */
export type DispatchOutcome = "heard" | "unheard" | "failed";

/** Dispatches events: there is one, so that they are dispatched one after the other. */
export class WebhookDispatcherObject extends DurableObject<Env> {
  readonly #services: Services;
  #isStale = false;
  #running: Promise<DispatchOutcome> | null = null;
  #lastAt = 0;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#services = compose(env);
  }

  /** Dispatches what was written before the call. */
  poke(): Promise<DispatchOutcome> {
    this.#isStale = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  override async alarm(): Promise<void> {
    await this.poke();
  }

  async #run(): Promise<DispatchOutcome> {
    try {
      let isHeard = true;
      while (this.#isStale) {
        const wait = this.#lastAt + spacing - Date.now();
        if (wait > 0) await scheduler.wait(wait);
        this.#lastAt = Date.now();
        this.#isStale = false;
        isHeard = await dispatchEvents(this.#services);
      }
      return isHeard ? "heard" : "unheard";
    } catch (error) {
      this.#services.log("error", "events could not be dispatched; they will be", { error: String(error) });
      await this.ctx.storage.setAlarm(Date.now() + retryAfter);
      return "failed";
    } finally {
      this.#running = null;
    }
  }
}
