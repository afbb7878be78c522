/** From the names other systems give their events to telemetry types. */

/** The folded form of an event's name to the type it stands for; extend it for names of your own. */
const TYPE_OF_NAME: ReadonlyMap<string, string> = new Map([
  ["signed_in", "login"],
  ["sign_in", "login"],
  ["signin", "login"],
  ["logged_in", "login"],
  ["log_in", "login"],
  ["user_signed_in", "login"],
  ["user_logged_in", "login"],
  ["user_login", "login"],
  ["login_succeeded", "login"],
  ["login", "login"],
  ["api_called", "api_call"],
  ["api_call", "api_call"],
  ["api_call_made", "api_call"],
  ["api_request", "api_call"],
  ["api_requested", "api_call"],
  ["api_request_made", "api_call"],
  ["page_viewed", "page_view"],
  ["screen_viewed", "screen_view"],
]);

const TYPE_LENGTH_MAX = 63;

/** Lower case words joined by `_`; `null` when the name has no Latin letter or digit to make them of. */
function fold(name: string): string | null {
  const words = name.normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2").replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "");
  if (words === "") return null;
  const type = /^[0-9]/.test(words) ? `event_${words}` : words;
  return type.slice(0, TYPE_LENGTH_MAX).replace(/_$/, "");
}

/** `Signed In` is `login`, `Report Submitted` is `report_submitted`; `null` when no type can be made of the name. */
export function typeOfName(name: string): string | null {
  const folded = fold(name);
  return folded === null ? null : TYPE_OF_NAME.get(folded) ?? folded;
}

/**
 * `com.acme.api_call`, `com.acme.crm.api_call.v1` and `api_call` are all `api_call`; `com.acme.report.exported` is
 * `report_exported`: of three and more segments the first two are the sender's domain, and a version at the end does
 * not count. `null` when no type can be made of it.
 */
export function typeOfDottedName(name: string): string | null {
  const segments = name.split(".");
  if (segments.length > 1 && /^v\d+$/i.test(segments.at(-1) ?? "")) segments.pop();
  const known = TYPE_OF_NAME.get(fold(segments.at(-1) ?? "") ?? "");
  return known ?? typeOfName(segments.slice(segments.length > 2 ? 2 : 0).join("_"));
}
