const READ_METHODS = ["GET", "HEAD", "OPTIONS"];

/** Whether a request with this method changes nothing. */
export function isRead(method: string): boolean {
  return READ_METHODS.includes(method);
}
