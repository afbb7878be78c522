import { ButtonLink } from "@/components/ui/Button.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import type { PageParameters } from "@/lib/lists/page_link.ts";

/** A list without an entry: good news, or filters that leave nothing. */
export function NoIncidents({ parameters }: { parameters: PageParameters }) {
  const { severity, client, clientId, age, status } = parameters;
  if (severity || client || clientId || age || (status && status !== "all")) {
    return (
      <EmptyState title="No incident matches" action={<ButtonLink href="?">Clear the filters</ButtonLink>}>
        Take a filter off, or look at all of them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={status === "all" ? "No incident yet" : "No incident is unresolved"}
      {...(status === "all"
        ? {}
        : { action: <ButtonLink href="?status=all">Show all incidents</ButtonLink> })}
    >
      Report one above, on a client’s page, or post it to the API as it happens.
    </EmptyState>
  );
}
