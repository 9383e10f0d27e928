import type { StateMachine } from "./state-machine.ts";

export const endpointStates = ["enabled", "disabled"] as const;
export type EndpointState = (typeof endpointStates)[number];

/** Why an endpoint is disabled: somebody said so, it answered 410, or nothing got through for long. */
export const disabledReasons = ["requested", "gone", "failing"] as const;
export type DisabledReason = (typeof disabledReasons)[number];

export const deliveryStates = ["pending", "succeeded", "failed", "canceled"] as const;

/** The life of a delivery: `failed` once its last attempt has failed, `canceled` where its endpoint was disabled or removed. */
export type DeliveryState = (typeof deliveryStates)[number];

export const deliveryMachine: StateMachine<DeliveryState> = {
  pending: ["succeeded", "failed", "canceled"],
  succeeded: [],
  failed: [],
  canceled: [],
};
