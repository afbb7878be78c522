import { expect } from "@std/expect";
import { bandWord, componentWord, telemetryWord } from "@/lib/scoring/words.ts";

Deno.test("bandWord and componentWord name every code", () => {
  expect((["healthy", "at_risk", "critical", "unknown"] as const).map(bandWord))
    .toEqual(["Healthy", "At risk", "Critical", "Unknown"]);
  expect((["usage", "engagement", "incident"] as const).map(componentWord))
    .toEqual(["Usage", "Engagement", "Incidents"]);
});

Deno.test("telemetryWord knows the built-in types and makes do with others", () => {
  expect(telemetryWord("api_call")).toBe("API calls");
  expect(telemetryWord("api_call", 1)).toBe("API call");
  expect(telemetryWord("login")).toBe("logins");
  expect(telemetryWord("page_view")).toBe("page view events");
  expect(telemetryWord("page_view", 1)).toBe("page view event");
  expect(telemetryWord("constructor")).toBe("constructor events");
});
