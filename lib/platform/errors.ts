/**
 * Errors that a caller decides upon. Each carries a message that a user may read; the cause is for the log.
 */

/** One fault in what was sent: a JSON pointer into the body (or the name of a query parameter) and what is wrong. */
export interface Fault {
  pointer: string;
  detail: string;
}

export abstract class DomainError extends Error {
  /** Stable, part of the problem's `type`. */
  abstract readonly code: string;
  abstract readonly status: number;
  abstract readonly title: string;
  readonly faults: readonly Fault[];
  /** Seconds to wait before trying again, where that helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    message: string,
    options: ErrorOptions & { faults?: readonly Fault[]; retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
    this.name = new.target.name;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What was sent cannot be understood (400). */
export class MalformedError extends DomainError {
  readonly code = "malformed-request";
  readonly status = 400;
  readonly title = "The request cannot be read";
}

/** What was sent is understood and wrong (422). */
export class InvalidError extends DomainError {
  readonly code = "invalid-request";
  readonly status = 422;
  readonly title = "The request is not valid";
}

export class NotFoundError extends DomainError {
  readonly code: string = "not-found";
  readonly status: number = 404;
  readonly title: string = "Not found";
}

/** It was there, and was deleted (410). */
export class DeletedError extends NotFoundError {
  override readonly code = "deleted";
  override readonly status = 410;
  override readonly title = "Deleted";
}

/** The request contradicts what is stored (409). */
export class ConflictError extends DomainError {
  readonly code = "conflict";
  readonly status = 409;
  readonly title = "Conflict with what is stored";
}

export class ForbiddenError extends DomainError {
  readonly code = "forbidden";
  readonly status = 403;
  readonly title = "Not allowed";
}

/** Changed by someone else since it was read (412). */
export class PreconditionError extends DomainError {
  readonly code = "precondition-failed";
  readonly status = 412;
  readonly title = "Changed since it was read";
}

export class TooLargeError extends DomainError {
  readonly code = "too-large";
  readonly status = 413;
  readonly title = "The body is too large";
}

export class UnsupportedMediaError extends DomainError {
  readonly code = "unsupported-media-type";
  readonly status = 415;
  readonly title = "Unsupported media type";
}

/** The request did not arrive whole; nothing was done and it can be sent again (408). */
export class IncompleteError extends DomainError {
  readonly code = "request-timeout";
  readonly status = 408;
  readonly title = "The request did not arrive whole";
}

/** Asked under a name that is not ours (421). */
export class MisdirectedError extends DomainError {
  readonly code = "misdirected-request";
  readonly status = 421;
  readonly title = "Not a name of this server";
}

/** More was asked for than one caller may have in a time (429). */
export class TooManyRequestsError extends DomainError {
  readonly code = "too-many-requests";
  readonly status = 429;
  readonly title = "Too many requests";
}

/** A part that is needed is away for now (503). */
export class UnavailableError extends DomainError {
  readonly code = "unavailable";
  readonly status = 503;
  readonly title = "Temporarily unavailable";
}

/** A part went away while a request was being carried out: it may have been done or not (503). */
export class OutcomeUnknownError extends DomainError {
  readonly code = "outcome-unknown";
  readonly status = 503;
  readonly title = "Not known whether it was done";
}
