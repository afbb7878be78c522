/** An error with an HTTP status (400–599). Its message reaches the visitor; without one the status text does. */
export class HttpError extends Error {
  constructor(readonly status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = this.constructor.name;
  }
}
