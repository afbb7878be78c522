import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Banner } from "@/components/ui/Banner.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { followOverview } from "@/lib/analytics/overview_page.ts";

interface FirstClientProps {
  /** Of this page. */
  address: string;
  /** Of the live stream, before the dashboard was found empty. */
  livePosition: string;
}

/** On a dashboard that was empty: its charts and reports come with the next load, and here is where to get them. */
export default function FirstClient({ address, livePosition }: FirstClientProps) {
  const hasClients = useSignal(false);
  useEffect(() => followOverview(livePosition, ({ clients }) => hasClients.value = clients > 0), []);
  return hasClients.value && (
    <Banner action={<ButtonLink href={address}>Show charts and reports</ButtonLink>}>
      The first client is here.
    </Banner>
  );
}
