/** Names of the live stream. Runs in the browser too: no server code here. */

export const LIVE_EVENTS = ["score", "incident", "client", "note", "overview", "simulation"] as const;

export type LiveEventName = typeof LIVE_EVENTS[number];

/** What a viewer asks for. `overview` carries the events of every client, notes aside; `client:<id>` those of one. */
export type Topic = "overview" | "simulation" | `client:${string}`;

/** More would be refused; a viewer of that many clients asks for `overview`. */
export const TOPICS_MAX = 50;

const CLIENT_TOPIC = /^client:[\w.-]{1,100}$/;

export function isTopic(text: string): text is Topic {
  return text === "overview" || text === "simulation" || CLIENT_TOPIC.test(text);
}

export function clientTopic(clientId: string): Topic {
  return `client:${clientId}`;
}

/** The topics whose viewers get this event. */
export function topicsOf(event: LiveEventName, clientId: string | null): Topic[] {
  if (event === "simulation") return ["simulation"];
  if (event === "note") return clientId === null ? [] : [clientTopic(clientId)];
  return event === "overview" || clientId === null ? ["overview"] : ["overview", clientTopic(clientId)];
}
