import { Notice } from "@/components/shell/Notice.tsx";
import { connectionNotice } from "@/components/shell/connection_words.ts";
import { liveState } from "@/lib/live/browser/connection.ts";

/** Says that the page shows the past, while it is offline or hears nothing. */
export default function ConnectionNotice() {
  // Not rendered by the server: it follows nothing.
  if (liveState.value.since === 0) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const notice = connectionNotice(liveState.value, navigator.onLine, timeZone);
  return notice && <Notice label="Connection" icon="clock">{notice}</Notice>;
}
