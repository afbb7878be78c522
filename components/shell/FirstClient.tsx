import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { FirstRun } from "@/components/shell/FirstRun.tsx";
import { Banner } from "@/components/ui/Banner.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { followOverview } from "@/lib/analytics/overview_page.ts";

interface FirstClientProps {
  /** Of this page. */
  address: string;
  /** Of the server, as it knows itself. */
  origin: string;
  /** What the page shows once it is loaded with a client. */
  what: string;
  /** Of the live stream, before the page was found empty. */
  livePosition: string;
}

/** On a page that has no client to show: how to get some, and as soon as there is one, the way to see it. */
export function FirstClient({ address, origin, what, livePosition }: FirstClientProps) {
  const hasClients = useSignal(false);
  useEffect(() => followOverview(livePosition, ({ clients }) => hasClients.value = clients > 0), []);
  return hasClients.value
    ? (
      <Banner action={<ButtonLink href={address}>Show {what}</ButtonLink>}>
        The first client is here.
      </Banner>
    )
    : <FirstRun origin={origin} />;
}
