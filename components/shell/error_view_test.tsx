import { expect } from "@std/expect";
import { renderToString } from "preact-render-to-string";
import { ErrorView } from "@/components/shell/ErrorView.tsx";

const OUR_FAULT = "The fault is on our side";

function shown(status: number): string {
  return renderToString(<ErrorView status={status} path="/clients" requestId="request-1" />);
}

Deno.test("only what failed here is called our fault, and tells the request to ask about", () => {
  for (const status of [400, 403, 404, 405, 408, 410, 413, 421, 422, 429, 503]) {
    expect([status, shown(status).includes(OUR_FAULT)]).toEqual([status, false]);
  }
  expect(shown(500)).toContain(OUR_FAULT);
  expect(shown(500)).toContain("request-1");
});

Deno.test("of what was deleted the page says when, and that nothing else is kept", () => {
  const detail = "This client was deleted on 3 Nov 2026, 14:05 UTC";
  const page = renderToString(
    <ErrorView status={410} detail={detail} path="/clients/7" requestId="request-1" />,
  );
  expect(page).toContain(`${detail}. When it was deleted is all that is kept of it.`);
  expect(shown(404)).not.toContain("deleted on");
});

Deno.test("what a person can do about it is said, and offered where it helps to try again", () => {
  const advice: [number, string, boolean][] = [
    [403, "do it here yourself", false],
    [404, "The address may be mistyped", false],
    [405, "Open it again from the dashboard", false],
    [408, "Nothing was changed; try again", true],
    [418, "Start again from the dashboard", false],
    [421, "Ask whoever runs this for the right one", false],
    [429, "wait a minute and try again", true],
    [500, "has been logged", true],
    [503, "try again in a moment", true],
  ];
  for (const [status, words, again] of advice) {
    const page = shown(status);
    expect(page).toContain(words);
    expect([status, page.includes("Try again</a>")]).toEqual([status, again]);
  }
});
