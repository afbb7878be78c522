import { ButtonLink } from "@/components/ui/Button.tsx";
import { pageAddress } from "@/lib/format/address.ts";

interface Words {
  title: string;
  text: string;
}

const WORDS = new Map<number, Words>([
  [400, {
    title: "This address cannot be read",
    text: "It may be mistyped, or was cut off when it was copied.",
  }],
  [403, {
    title: "That was not done",
    text: "A page of another site asked for it, so nothing was changed. If you want it, do it here yourself.",
  }],
  [404, {
    title: "There is no such page",
    text: "The address may be mistyped, or what it showed may have been deleted.",
  }],
  [405, {
    title: "That cannot be done here",
    text: "This page can only be read. Open it again from the dashboard.",
  }],
  [408, {
    title: "Your request did not arrive whole",
    text: "The connection was slow or broke off on its way. Nothing was changed; try again.",
  }],
  [410, {
    title: "This was deleted",
    text: "When it was deleted is all that is kept of it.",
  }],
  [421, {
    title: "This is not the right address",
    text:
      "Nothing is shown under the name in your address bar. Ask whoever runs this for the right one, or to add it.",
  }],
  [429, {
    title: "Too much at once",
    text:
      "More was asked for than is answered in a minute. Nothing was changed; wait a minute and try again.",
  }],
  [503, {
    title: "The data cannot be reached",
    text: "A service this page needs does not answer. Nothing stored is lost; try again in a moment.",
  }],
]);

const REFUSED: Words = {
  title: "That was refused",
  text: "What was sent is not possible here, and nothing was changed. Start again from the dashboard.",
};

const FAULT: Words = {
  title: "This page could not be shown",
  text: "The fault is on our side and has been logged. Nothing stored is lost.",
};

function wordsFor(status: number): Words {
  return WORDS.get(status) ?? (status < 500 ? REFUSED : FAULT);
}

/** The same request may well succeed later. */
function canSucceedLater(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

interface ErrorViewProps {
  status: number;
  /** What is known of this very case, as the API says it: shown of what was deleted. */
  detail?: string | undefined;
  /** Address of the page that failed, to try again. */
  path: string;
  requestId: string;
}

/** What a person sees instead of a page that is missing or failed. */
export function ErrorView({ status, detail, path, requestId }: ErrorViewProps) {
  const { title, text } = wordsFor(status);
  const fact = status === 410 && detail ? `${detail}. ` : "";
  return (
    <div
      data-error={status}
      class="mx-auto flex w-full max-w-prose flex-1 flex-col items-start justify-center gap-4 py-12"
    >
      <p class="text-13 font-medium text-ink-3">Status {status}</p>
      <h1 class="text-28 font-semibold tracking-tight">{title}</h1>
      <p class="text-16 text-ink-2">{fact}{text}</p>
      <div class="mt-2 flex flex-wrap gap-2">
        <ButtonLink href={pageAddress("/")} tone="primary">Go to the dashboard</ButtonLink>
        {canSucceedLater(status) && <ButtonLink href={path}>Try again</ButtonLink>}
      </div>
      {status >= 500 && <p class="text-12 text-ink-3">Request {requestId}</p>}
    </div>
  );
}
