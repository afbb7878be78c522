/** The ways to begin with an empty product, as its pages and README.md tell them. */
import { taskCommand } from "@/lib/format/task_command.ts";

export interface FirstStep {
  title: string;
  /** What the command does; whole sentences. */
  text: string;
  /** To be typed or pasted into a terminal, in the folder of the project. */
  command: string;
}

/** @param origin address of the product, with the base path and without a final slash */
export function firstSteps(origin: string): FirstStep[] {
  return [
    {
      title: "Look around with made-up data",
      text: "15 invented clients with 30 days of history, some of them about to leave.",
      command: taskCommand("seed"),
    },
    {
      title: "Import your own",
      text: "CSV files, by a mapping that names their columns; examples/mappings/ has some to begin with. " +
        "With --dry-run it only tells what it would store.",
      command: taskCommand("import ./data --mapping ./data/mapping.yaml --dry-run"),
    },
    {
      title: "Send the first events",
      text: "A client, then telemetry that names it. The score follows within seconds.",
      command: [
        post(`${origin}/api/v1/clients`, {
          name: "Acme GmbH",
          externalId: "acme",
          mrr: 1_240_000,
          currency: "EUR",
          timezone: "Europe/Berlin",
        }),
        post(`${origin}/api/v1/telemetry`, {
          events: [
            { messageId: "1", externalId: "acme", type: "api_call", count: 120 },
            { messageId: "2", externalId: "acme", type: "login", userId: "dana" },
          ],
        }),
      ].join("\n"),
    },
  ];
}

function post(address: string, body: unknown): string {
  return `curl ${address} \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
}
