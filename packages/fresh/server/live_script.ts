/** Address, reserved during development and below any base path, of the events that an open page waits for. */
export const LIVE_PATH = "/_frsh/live";

/** Reloads the page as soon as another run of the server answers. */
export function liveScript(basePath = "", nonce = ""): string {
  return `<script type="module" nonce="${nonce}">let run;
new EventSource("${basePath}${LIVE_PATH}").onmessage = ({ data }) => {
  if (run !== undefined && run !== data) location.reload();
  run = data;
};</script>`;
}
