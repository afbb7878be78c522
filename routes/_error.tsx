import { HttpError } from "fresh";
import { ErrorView } from "@/components/shell/ErrorView.tsx";
import { define } from "@/define.ts";

/** The last resort: errors are answered by the innermost root middleware, this serves what fails outside of it. */
export default define.page(function ErrorPage({ error, state, url }) {
  const status = error instanceof HttpError ? error.status : 500;
  return <ErrorView status={status} path={url.pathname} requestId={state.requestId} />;
});
