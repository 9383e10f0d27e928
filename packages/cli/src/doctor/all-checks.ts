import type { Check } from "./check.ts";
import { deliveriesSucceed } from "./checks/deliveries-succeed.ts";
import { endpointIsEnabled } from "./checks/endpoint-is-enabled.ts";
import { environmentsAreSeparate } from "./checks/environments-are-separate.ts";
import { forgeriesAreRefused } from "./checks/forgeries-are-refused.ts";
import { keysAreFresh } from "./checks/keys-are-fresh.ts";
import { keysAreNarrow } from "./checks/keys-are-narrow.ts";
import { keysAreUsed } from "./checks/keys-are-used.ts";
import { nothingIsStuck } from "./checks/nothing-is-stuck.ts";
import { originsAreRestricted } from "./checks/origins-are-restricted.ts";
import { packagesAreCompatible } from "./checks/packages-are-compatible.ts";
import { pagesHoldNoSecrets } from "./checks/pages-hold-no-secrets.ts";
import { peopleAreNamed } from "./checks/people-are-named.ts";
import { playsEndToEnd } from "./checks/plays-end-to-end.ts";
import { pollingAgrees } from "./checks/polling-agrees.ts";
import { rateLimits } from "./checks/rate-limits.ts";
import { refusalsAreFinal } from "./checks/refusals-are-final.ts";
import { drillIsRecent, restoreIsRecent, rolloverIsRecent } from "./checks/rehearsals-are-recent.ts";
import { repeatedCreation } from "./checks/repeated-creation.ts";
import { retentionIsSet } from "./checks/retention-is-set.ts";
import { signingKeysOverlap } from "./checks/signing-keys-overlap.ts";
import { statesAreKnown } from "./checks/states-are-known.ts";
import { testArrives } from "./checks/test-arrives.ts";
import { versionIsCurrent } from "./checks/version-is-current.ts";
import { viewsComeIn } from "./checks/views-come-in.ts";

/** In the order in which they run and are shown. */
export const allChecks: readonly Check[] = [
  statesAreKnown,
  nothingIsStuck,
  repeatedCreation,
  refusalsAreFinal,
  rateLimits,
  endpointIsEnabled,
  deliveriesSucceed,
  testArrives,
  forgeriesAreRefused,
  pollingAgrees,
  playsEndToEnd,
  viewsComeIn,
  keysAreNarrow,
  keysAreFresh,
  keysAreUsed,
  environmentsAreSeparate,
  signingKeysOverlap,
  originsAreRestricted,
  pagesHoldNoSecrets,
  retentionIsSet,
  versionIsCurrent,
  packagesAreCompatible,
  peopleAreNamed,
  drillIsRecent,
  rolloverIsRecent,
  restoreIsRecent,
];
