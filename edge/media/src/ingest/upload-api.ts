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
  /**
   * @returns «unwanted» where the upload was removed or given up: its bytes are of no use any more; «held» where they are to stay
   * @throws Error where the API did not take it; it may be told again
   */
  report(uploadId: string, report: UploadReport): Promise<"taken" | "unwanted" | "held">;
}

interface Options {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly secret: string;
  readonly fetch: typeof fetch;
}

const timeoutMs = 5_000;
const retryAfterS = 2;

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
      const body: unknown = await response.json().catch(() => null);
      if (response.ok) return "taken";
      // Nothing is removed but at the API's own word: another program at its address may say 410 too.
      const code = problemSchema.safeParse(body).data?.code;
      if (code === "gone") return "unwanted";
      if (code === "on_legal_hold") return "held";
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
