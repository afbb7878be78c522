import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Banner } from "@/components/ui/Banner.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { followHealth } from "@/lib/browser/server_health.ts";

interface SourceNoticeProps {
  /** What is away, and what that means for this page, without a final point. */
  notice: string;
  /** Of this page. */
  address: string;
}

/**
 * Says that a server behind the page is away, and when it is back. The page is not loaded anew by itself: somebody may
 * be writing a note in it.
 */
export default function SourceNotice({ notice, address }: SourceNoticeProps) {
  const isBack = useSignal(false);
  useEffect(() => followHealth((isUp) => isBack.value = isUp), []);
  return (
    <Banner
      action={<ButtonLink href={address}>{isBack.value ? "Show current figures" : "Try again"}</ButtonLink>}
    >
      {isBack.value ? "Everything answers again. This page still shows what was known before." : `${notice}.`}
    </Banner>
  );
}
