import {
  type Admission,
  admission as admissionSchema,
  problem as problemSchema,
  type UploadReport,
} from "@firstframe/contract";
import { TusError } from "@firstframe/ingest";

/** The API's side of the uploads on this worker's volume. */
export interface UploadApi {
  /** @throws TusError as the API says it, such as `token_expired`; `overloaded` where it cannot be reached */
  admit(token: string): Promise<Admission>;
  /** @throws Error where the API did not take it; it may be told again */
  report(uploadId: string, report: UploadReport): Promise<void>;
}

interface Options {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly secret: string;
  readonly fetch: typeof fetch;
}

const timeoutMs = 5_000;
const retryAfterS = 2;
/** Answers after which telling again is no use: the upload is over or gone. */
const finalStatuses = [404, 409, 410];

export function createUploadApi({ apiUrl, secret, fetch }: Options): UploadApi {
  const post = (path: string, body: unknown) =>
    fetch(`${apiUrl}/internal/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    async admit(token) {
      let response: Response;
      let body: unknown;
      try {
        response = await post("upload-admissions", { token });
        body = await response.json();
      } catch (cause) {
        throw unreachable(cause);
      }
      if (response.ok) return admissionSchema.parse(body);
      const problem = problemSchema.safeParse(body);
      if (!problem.success || response.status >= 500) throw unreachable(body);
      throw new TusError(problem.data.code, problem.data.detail);
    },
    async report(uploadId, report) {
      const response = await post(`uploads/${uploadId}/reports`, report);
      await response.body?.cancel();
      if (response.ok || finalStatuses.includes(response.status)) return;
      throw new Error(`the API answered ${response.status} to «${report.kind}» of ${uploadId}`);
    },
  };
}

function unreachable(cause: unknown): TusError {
  return new TusError("overloaded", "Uploads cannot be admitted right now. Try again in a moment.", {
    retryAfterS,
    cause,
  });
}
