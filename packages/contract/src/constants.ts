/** Plain values without zod, for programs that must stay small: browser elements import only this and types. */
export {
  type ApiVersion,
  type ApiVersionLife,
  apiVersionHeader,
  apiVersionLives,
  apiVersions,
  currentApiVersion,
} from "./api-version.ts";
export {
  type AssetState,
  type AssetStatus,
  assetMachine,
  assetProgress,
  assetStates,
  assetStatus,
} from "./asset-state.ts";
export {
  type AssetErrorCode,
  assetErrors,
  type ErrorDefinition,
  type RequestErrorCode,
  requestErrors,
} from "./error-code.ts";
export { type IdKind, idPattern, idPrefixes, idRandomBytes, makeId } from "./id.ts";
export { type JobKind, type JobState, jobKinds, jobMachine, jobStates } from "./job-state.ts";
export { makeProblem } from "./make-problem.ts";
export { matchesType, signatureBytes, sniffTypes } from "./media-signature.ts";
export {
  type MetricDefinition,
  type MetricName,
  metricDefinitions,
  type PercentileMeasurement,
  percentileMeasurements,
} from "./metric-definition.ts";
export { type Environment, environments, readScopes, type Scope, scopes } from "./scope.ts";
export { canTransition, isTerminal, type StateMachine, sourcesOf } from "./state-machine.ts";
export {
  type TaskKind,
  type TaskStage,
  type TaskState,
  taskKinds,
  taskMachine,
  taskStages,
  taskStates,
} from "./task-state.ts";
export { type Ingest, ingests, type UploadState, uploadMachine, uploadStates } from "./upload-state.ts";
export {
  type DeliveryState,
  type DisabledReason,
  deliveryMachine,
  deliveryStates,
  disabledReasons,
  type EndpointState,
  endpointStates,
} from "./webhook-state.ts";
