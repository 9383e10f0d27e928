import { idRandomBytes, makeId } from "@firstframe/contract/constants";
import { ApiError } from "./api-error.ts";
import type { Change } from "./change.ts";
import { fromHex, toHex } from "./hex.ts";
import type { ChangeLog, RequestName, RequestRecord, Services } from "./ports.ts";
import { RequestTakenError } from "./request-taken-error.ts";

/** A request with the name that its caller gave it. */
export interface NamedRequest extends RequestName {
  /** SHA-256 of what is asked for. */
  readonly fingerprint: string;
}

export interface Outcome {
  /** What the request is answered; JSON. */
  readonly answer: unknown;
  /** Whether it was answered so before. */
  readonly isReplay: boolean;
}

type Work = (services: Services) => Promise<unknown>;

/** One who works on a request. */
interface Claim {
  readonly id: string;
  /** Determines every id and secret that the work makes. */
  readonly seed: Uint8Array;
  readonly startedAt: number;
  /** Transactions that were committed before, by whoever began. */
  readonly commits: number;
}

/** How long an answer is kept, in ms. */
const keptFor = 48 * 3600_000;
/** How long whoever works on a request may take, in ms; after that it has died. */
const patience = 30_000;

/**
 * Does what a request asks for once, however often it comes, also when whoever did it died in the middle.
 *
 * The request is claimed in the very transaction of the work's first changes, so that neither can be without the other.
 * Time and randomness of the work are kept with the claim: whoever takes it over does the same again, with the same ids, and
 * leaves out the transactions that are committed. Work whose checks would take offence at its own effects gives its answer with its
 * last transaction.
 *
 * @throws ApiError `idempotency_key_reused`, `idempotency_in_progress`, and whatever `work` throws before it has changed
 *   anything: that is not kept, since nothing has happened
 */
export async function doOnce(services: Services, request: NamedRequest, work: Work): Promise<Outcome> {
  const now = services.clock();
  const claim: Claim = {
    id: services.makeId("request"),
    seed: services.randomBytes(32),
    startedAt: now,
    commits: 0,
  };
  try {
    return { answer: await doClaimed(services, request, claim, work), isReplay: false };
  } catch (error) {
    // It may have failed because it was done before.
    const record = await services.requests.find(request);
    if (record === null) throw orInProgress(error);
    if (record.claim_id === claim.id) {
      // It was done after all: only word of it did not come.
      if (record.sealed_answer !== null)
        return { answer: await unsealed(services, record.sealed_answer), isReplay: false };
      await services.requests.release(request, claim.id);
      throw error;
    }
    return settle(services, request, record, work);
  }
}

/** What becomes of a request that was here before. */
async function settle(
  services: Services,
  request: NamedRequest,
  record: RequestRecord,
  work: Work,
): Promise<Outcome> {
  if (record.fingerprint !== request.fingerprint) {
    throw new ApiError(
      "idempotency_key_reused",
      "This Idempotency-Key was used for another request. Make a new key for every new request.",
    );
  }
  if (record.sealed_answer !== null) {
    return { answer: await unsealed(services, record.sealed_answer), isReplay: true };
  }
  const now = services.clock();
  if (now - record.claimed_at < patience || record.sealed_seed === null) throw inProgress();
  const claim: Claim = {
    id: services.makeId("request"),
    seed: fromHex(await services.sealer.unseal("seed", record.sealed_seed)),
    startedAt: record.started_at,
    commits: record.commits,
  };
  if (!(await services.requests.takeOver(request, record.claim_id, claim.id, now))) throw inProgress();
  try {
    return { answer: await doClaimed(services, request, claim, work), isReplay: false };
  } catch (error) {
    await services.requests.release(request, claim.id);
    throw orInProgress(error);
  }
}

async function doClaimed(
  services: Services,
  request: NamedRequest,
  claim: Claim,
  work: Work,
): Promise<unknown> {
  const { requests, sealer } = services;
  const name: RequestName = { environment: request.environment, keyHash: request.keyHash };
  let done = 0;
  let isKept = false;
  const sealed = (answer: unknown) => sealer.seal("answer", JSON.stringify(answer ?? null));
  const recordOf = async (commits: number, sealedAnswer: string | null): Promise<RequestRecord> => ({
    fingerprint: request.fingerprint,
    claim_id: claim.id,
    claimed_at: claim.startedAt,
    started_at: claim.startedAt,
    sealed_seed: sealedAnswer === null ? await sealer.seal("seed", toHex(claim.seed)) : null,
    commits,
    sealed_answer: sealedAnswer,
    expires_at: claim.startedAt + keptFor,
  });
  const changes: ChangeLog = {
    async commit(list, options = {}) {
      // Committed by whoever began.
      if (done < claim.commits) {
        done++;
        return;
      }
      const sealedAnswer = "answer" in options ? await sealed(options.answer) : null;
      const claiming: Change =
        done === 0
          ? { kind: "claim_request", name, record: await recordOf(1, sealedAnswer) }
          : { kind: "count_commit", name, claimId: claim.id, commits: done, sealedAnswer };
      await services.changes.commit([claiming, ...list]);
      isKept = sealedAnswer !== null;
      done++;
    },
  };
  const randomBytes = services.seededBytes(claim.seed);
  const answer = await work({
    ...services,
    changes,
    randomBytes,
    makeId: (kind) => makeId(kind, randomBytes(idRandomBytes)),
    clock: () => claim.startedAt,
  });
  if (isKept) return answer;
  // Work that is taken over may find its own effects and leave it at that.
  if (done === 0 && claim.commits === 0) {
    if (await requests.insert(request, await recordOf(0, await sealed(answer)))) return answer;
    throw new RequestTakenError("the request was done meanwhile");
  }
  try {
    await requests.answer(request, claim.id, await sealed(answer));
  } catch (error) {
    // All is done; whoever asks again finds the answer by doing it over.
    services.log("warn", "the answer to a named request could not be kept", { error: String(error) });
  }
  return answer;
}

async function unsealed({ sealer }: Services, answer: string): Promise<unknown> {
  return JSON.parse(await sealer.unseal("answer", answer));
}

/** Somebody has the request, and what is known of it is not there yet, or not any more. */
function orInProgress(error: unknown): unknown {
  return error instanceof RequestTakenError ? inProgress() : error;
}

function inProgress(): ApiError {
  return new ApiError(
    "idempotency_in_progress",
    "The same request is being worked on. Send it again, unchanged, after Retry-After.",
    { retryAfterS: 1 },
  );
}
