/** RFC 9457 problem details, the one form in which the API says that something went wrong. */
import { HttpError } from "fresh";
import { z } from "zod";
import { isRead } from "@/lib/http/method.ts";
import { unavailableIfAway } from "@/lib/platform/away.ts";
import { DomainError, type Fault } from "@/lib/platform/errors.ts";

export const problemSchema = z.object({
  type: z.string().meta({
    description: "Stable name of the kind of problem",
    example: "urn:cip:problem:not-found",
  }),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional().meta({ description: "The path that was asked" }),
  requestId: z.string().meta({ description: "Name it when you ask for help; the log has it too" }),
  errors: z.array(z.object({
    pointer: z.string().meta({ description: "JSON pointer into the body, or the name of a query parameter" }),
    detail: z.string(),
  })).optional(),
}).meta({ id: "Problem" });

export type Problem = z.infer<typeof problemSchema>;

/** An error as a problem, with the headers that belong to it and whether it is our fault. */
export interface MappedError {
  problem: Problem;
  headers: Record<string, string>;
}

const PROBLEM_TYPE = "urn:cip:problem:";

const TITLES: Record<number, { code: string; title: string; detail?: string }> = {
  400: { code: "malformed-request", title: "The request cannot be read" },
  403: {
    code: "forbidden",
    title: "Not allowed",
    // Thrown without a word by what looks at the origin of a request.
    detail: "A page of another site sent this request; nothing was changed",
  },
  404: { code: "not-found", title: "Not found" },
  405: { code: "method-not-allowed", title: "Method not allowed" },
};

/** Messages of unknown errors stay in the log: they may name internals. */
const INTERNAL = {
  code: "internal-error",
  title: "Something failed on our side",
  detail: "The request was not completed; try again, and name the request id if it happens again",
};

export function mapError(
  raw: unknown,
  request: { method: string; path: string; requestId: string },
): MappedError {
  const error = unavailableIfAway(raw, !isRead(request.method));
  const { status, code, title, detail, faults, retryAfterSeconds } = describe(error);
  return {
    problem: {
      type: PROBLEM_TYPE + code,
      title,
      status,
      ...(detail === "" ? {} : { detail }),
      instance: request.path,
      requestId: request.requestId,
      ...(faults.length === 0 ? {} : { errors: faults.map(({ pointer, detail }) => ({ pointer, detail })) }),
    },
    headers: retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
  };
}

interface Description {
  status: number;
  code: string;
  title: string;
  detail: string;
  faults: readonly Fault[];
  retryAfterSeconds?: number | undefined;
}

function describe(error: unknown): Description {
  if (error instanceof DomainError) {
    const { status, code, title, message: detail, faults, retryAfterSeconds } = error;
    return { status, code, title, detail, faults, retryAfterSeconds };
  }
  if (error instanceof HttpError && error.status < 500) {
    const known = TITLES[error.status] ?? { code: `http-${error.status}`, title: "The request was refused" };
    return { status: error.status, ...known, detail: error.message || (known.detail ?? ""), faults: [] };
  }
  return { status: 500, ...INTERNAL, faults: [] };
}

export function problemResponse({ problem, headers }: MappedError): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
