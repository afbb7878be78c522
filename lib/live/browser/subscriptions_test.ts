import { expect } from "@std/expect";
import type { StreamEvent, ViewerEvent } from "@/lib/live/browser/stream_event.ts";
import { Subscriptions } from "@/lib/live/browser/subscriptions.ts";
import { toStreamEvent } from "@/lib/live/browser/stream_event.ts";

function score(id: string, clientId: string): StreamEvent {
  return toStreamEvent("score", id, JSON.stringify({ clientId }));
}

function listener() {
  const ids: string[] = [];
  return { ids, onEvent: (event: ViewerEvent) => void ids.push(`${event.event} ${event.id}`) };
}

Deno.test("a listener gets the events of its topics after its position, each once", () => {
  const subscriptions = new Subscriptions();
  const one = listener();
  const all = listener();
  subscriptions.add(["client:c1"], "5-0", one.onEvent);
  subscriptions.add(["overview"], null, all.onEvent);
  expect(subscriptions.after).toBe("5-0");
  subscriptions.cover(["overview"], "5-0");

  for (const event of [score("5-0", "c1"), score("6-0", "c1"), score("7-0", "c2"), score("6-0", "c1")]) {
    subscriptions.deliver(event);
  }

  expect(one.ids).toEqual(["score 6-0"]);
  expect(all.ids).toEqual(["score 5-0", "score 6-0", "score 7-0"]);
  expect(subscriptions.after).toBe("7-0");
});

Deno.test("a listener gets nothing before the leader covers it from where it is", () => {
  const subscriptions = new Subscriptions();
  const { ids, onEvent } = listener();
  subscriptions.add(["client:c1"], "5-0", onEvent);

  subscriptions.cover(["overview"], "8-0");
  subscriptions.deliver(score("9-0", "c1"));
  subscriptions.cover(["client:c2"], "5-0");
  subscriptions.deliver(score("9-0", "c1"));
  expect(ids).toEqual([]);
  expect(subscriptions.after).toBe("5-0");

  subscriptions.cover(["client:c1", "client:c2"], "4-0");
  for (const id of ["6-0", "9-0"]) subscriptions.deliver(score(id, "c1"));
  expect(ids).toEqual(["score 6-0", "score 9-0"]);
});

Deno.test("what one leader covered counts no more under the next", () => {
  const subscriptions = new Subscriptions();
  const { ids, onEvent } = listener();
  subscriptions.add(["overview"], "5-0", onEvent);
  subscriptions.cover(["overview"], "5-0");
  subscriptions.deliver(score("6-0", "c1"));

  subscriptions.uncover();
  subscriptions.cover(["overview"], "8-0");
  subscriptions.deliver(score("9-0", "c1"));
  expect(ids).toEqual(["score 6-0"]);

  subscriptions.cover(["overview"], "6-0");
  for (const id of ["7-0", "9-0"]) subscriptions.deliver(score(id, "c1"));
  expect(ids).toEqual(["score 6-0", "score 7-0", "score 9-0"]);
});

Deno.test("a heartbeat moves the position and is not told; a resync is told and may lead back", () => {
  const subscriptions = new Subscriptions();
  const { ids, onEvent } = listener();
  subscriptions.add(["overview"], "5-0", onEvent);
  subscriptions.cover(["overview"], "5-0");

  subscriptions.deliver(toStreamEvent("heartbeat", "9-0", "{}"));
  expect(subscriptions.after).toBe("9-0");
  subscriptions.deliver(toStreamEvent("resync", "2-0", "{}"));
  subscriptions.deliver(score("3-0", "c1"));

  expect(ids).toEqual(["resync 2-0", "score 3-0"]);
});

Deno.test("a listener that is taken away gets nothing more", () => {
  const subscriptions = new Subscriptions();
  const { ids, onEvent } = listener();
  const remove = subscriptions.add(["overview"], null, onEvent);
  subscriptions.cover(["overview"], null);
  remove();

  subscriptions.deliver(score("1-0", "c1"));

  expect(ids).toEqual([]);
  expect(subscriptions.empty).toBe(true);
});
