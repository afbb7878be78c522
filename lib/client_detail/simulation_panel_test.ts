import { expect } from "@std/expect";
import {
  simulatedWords,
  simulationObstacle,
  simulationSentence,
} from "@/lib/client_detail/simulation_panel.ts";

const none = { clientId: "7", allowed: true, events: 0, incidents: 0, since: null };

Deno.test("what is simulated is named, and only that", () => {
  expect(simulatedWords({ events: 12, incidents: 1 })).toBe("12 simulated events and 1 simulated incident");
  expect(simulatedWords({ events: 0, incidents: 3 })).toBe("3 simulated incidents");
});

Deno.test("there is a sentence for what there is to remove, in the client's time", () => {
  expect(simulationSentence(none, "Europe/Berlin")).toBe("Nothing of this client is simulated");
  expect(simulationSentence({ ...none, events: 2, since: "2026-03-31T12:00:00.000Z" }, "Europe/Berlin")).toBe(
    "This client has 2 simulated events since 31 Mar 2026, 14:00",
  );
});

Deno.test("where nothing can be simulated there is a reason", () => {
  expect(simulationObstacle(none, false)).toBe(null);
  expect(simulationObstacle({ ...none, allowed: false }, false)).toContain("ALLOW_SIMULATION=true");
  expect(simulationObstacle(none, true)).toContain("deleted");
});
