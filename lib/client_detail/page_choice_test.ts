import { expect } from "@std/expect";
import { usageAddress, usageChoice } from "@/lib/client_detail/page_choice.ts";

const choice = (query: string) => usageChoice(new URL(`http://localhost/clients/7${query}`));

Deno.test("an address names its days and its type; what is no choice is the month", () => {
  expect(choice("?days=90&type=login")).toEqual({ range: 90, type: "login" });
  expect(choice("")).toEqual({ range: 30, type: null });
  expect(choice("?days=31")).toEqual({ range: 30, type: null });
});

Deno.test("the address of a choice leads back to it, and to the chart", () => {
  const address = usageAddress("7", 7, "api_call");
  expect(address).toBe("/clients/7?days=7&type=api_call#usage");
  expect(usageChoice(new URL(address, "http://localhost"))).toEqual({ range: 7, type: "api_call" });
});
