import { clientTopic, type Topic, TOPICS_MAX } from "@/lib/live/topics.ts";

/** The fewest topics to ask the server for so that all of these are covered, in a fixed order. */
export function topicsToAsk(wanted: Iterable<Topic>): Topic[] {
  const topics = [...new Set(wanted)].sort();
  const others = topics.filter((topic) => !isClient(topic));
  // The overview carries the events of every client; it also stands in for more clients than the server takes.
  if (others.includes("overview")) return others;
  return topics.length <= TOPICS_MAX ? topics : ["overview", ...others];
}

/** True when a stream of the asked topics carries everything of the wanted one. */
export function covers(asked: readonly Topic[], wanted: Topic): boolean {
  return asked.includes(wanted) || (isClient(wanted) && asked.includes("overview"));
}

function isClient(topic: Topic): boolean {
  return topic.startsWith(clientTopic(""));
}
