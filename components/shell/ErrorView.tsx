import { ButtonLink } from "@/components/ui/Button.tsx";
import { pageAddress } from "@/lib/format/address.ts";

interface Words {
  title: string;
  text: string;
}

const NOT_FOUND: Words = {
  title: "There is no such page",
  text: "The address may be mistyped, or what it showed may have been deleted.",
};

const UNREADABLE: Words = {
  title: "This address cannot be read",
  text: "It may be mistyped, or was cut off when it was copied.",
};

const READ_ONLY: Words = {
  title: "That cannot be done here",
  text: "This page can only be read. Open it again from the dashboard.",
};

const UNAVAILABLE: Words = {
  title: "The data cannot be reached",
  text: "A service this page needs does not answer. Nothing stored is lost; try again in a moment.",
};

const FAULT: Words = {
  title: "This page could not be shown",
  text: "The fault is on our side and has been logged. Nothing stored is lost.",
};

function wordsFor(status: number): Words {
  if (status === 400) return UNREADABLE;
  if (status === 404) return NOT_FOUND;
  if (status === 405) return READ_ONLY;
  if (status === 503) return UNAVAILABLE;
  return FAULT;
}

interface ErrorViewProps {
  status: number;
  /** Address of the page that failed, to try again. */
  path: string;
  requestId: string;
}

/** What a person sees instead of a page that is missing or failed. */
export function ErrorView({ status, path, requestId }: ErrorViewProps) {
  const { title, text } = wordsFor(status);
  return (
    <div
      data-error={status}
      class="mx-auto flex w-full max-w-prose flex-1 flex-col items-start justify-center gap-4 py-12"
    >
      <p class="text-13 font-medium text-ink-3">Status {status}</p>
      <h1 class="text-28 font-semibold tracking-tight">{title}</h1>
      <p class="text-16 text-ink-2">{text}</p>
      <div class="mt-2 flex flex-wrap gap-2">
        <ButtonLink href={pageAddress("/")} tone="primary">Go to the dashboard</ButtonLink>
        {status >= 500 && <ButtonLink href={path}>Try again</ButtonLink>}
      </div>
      {status >= 500 && <p class="text-12 text-ink-3">Request {requestId}</p>}
    </div>
  );
}
