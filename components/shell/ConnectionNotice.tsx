import { IS_BROWSER } from "fresh/runtime";
import { Notice } from "@/components/shell/Notice.tsx";
import { connectionNotice } from "@/components/shell/connection_words.ts";
import { useKnownReaderZone } from "@/lib/browser/reader_zone.ts";
import { behindSince } from "@/lib/browser/refresher.ts";
import { liveState } from "@/lib/live/browser/connection.ts";
import { stateSinceRendering } from "@/lib/live/browser/live_state.ts";

interface ConnectionNoticeProps {
  /** Since when the data was not current when the page was rendered, ISO 8601; `null`: it was. */
  pausedSince: string | null;
}

/** Says that the page shows the past, and of when, while it cannot show the present. */
export function ConnectionNotice({ pausedSince }: ConnectionNoticeProps) {
  const timeZone = useKnownReaderZone();
  const notice = connectionNotice(stateSinceRendering(liveState.value, pausedSince), {
    online: !IS_BROWSER || navigator.onLine,
    behindSince: behindSince.value,
    timeZone,
    now: new Date().toISOString(),
  });
  return notice && <Notice label="Connection" icon="clock">{notice}</Notice>;
}
