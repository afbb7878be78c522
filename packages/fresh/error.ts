/**
 * An error with an HTTP status (400–599). Its message reaches the visitor; without one the status text does.
 * Safe to import in islands.
 */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = this.constructor.name;
    this.status = status;
  }
}
