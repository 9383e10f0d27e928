/** How a beacon got on. `refused`: the same thing would be refused again. `failed`: worth another try. */
export type Delivery = "delivered" | "refused" | "failed";

/** A way to send beacons. Neither call throws or rejects. */
export interface BeaconTransport {
  /** Sends while the page lives. */
  send(body: string): Promise<Delivery>;
  /** Hands over to the browser what must go out although the page goes away; false: it would not take it. */
  sendAtExit(body: string): boolean;
}
