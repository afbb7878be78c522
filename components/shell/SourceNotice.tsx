import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Banner } from "@/components/ui/Banner.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { type DataNotice, dataSentence } from "@/lib/analytics/data_notice.ts";
import { useNow } from "@/lib/browser/now.ts";
import { useKnownReaderZone } from "@/lib/browser/reader_zone.ts";
import { followHealth } from "@/lib/browser/server_health.ts";

const TICK_MS = 30_000;

interface SourceNoticeProps {
  notice: DataNotice;
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Of this page. */
  address: string;
}

/**
 * Says that the figures of the page are not current or will not stay so, of when they are, and when there are others. The
 * page is not loaded anew by itself: somebody may be writing a note in it.
 */
export function SourceNotice({ notice, now, address }: SourceNoticeProps) {
  const isBack = useSignal(false);
  const time = useNow(now, TICK_MS);
  const timeZone = useKnownReaderZone();
  useEffect(() => followHealth((isUp) => isBack.value = isUp), []);
  return (
    <Banner
      action={<ButtonLink href={address}>{isBack.value ? "Show current figures" : "Try again"}</ButtonLink>}
    >
      {isBack.value
        ? "Current figures can be read again. Some on this page are still those from before."
        : dataSentence(notice, time.value, timeZone)}
    </Banner>
  );
}
