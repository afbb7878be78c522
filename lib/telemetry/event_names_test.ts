import { expect } from "@std/expect";
import { telemetryTypeSchema } from "@/lib/telemetry/schema.ts";
import { typeOfDottedName, typeOfName } from "@/lib/telemetry/event_names.ts";

Deno.test("typeOfName folds what people call their events to a telemetry type", () => {
  const expected: Record<string, string | null> = {
    "Signed In": "login",
    "signed_in": "login",
    "SignedIn": "login",
    "User Logged In": "login",
    "API Called": "api_call",
    "APICalled": "api_call",
    "Api Request": "api_call",
    "Report Submitted": "report_submitted",
    "songPlayed": "song_played",
    "  Café — besucht! ": "cafe_besucht",
    "2FA Enabled": "event_2fa_enabled",
    "constructor": "constructor",
    "ログイン": null,
    "…": null,
    "": null,
  };
  for (const [name, type] of Object.entries(expected)) expect([name, typeOfName(name)]).toEqual([name, type]);
  expect(typeOfName("__proto__")).toBe("proto");
});

Deno.test("every folded name is a type that intake takes", () => {
  const names = ["a".repeat(255), "A ".repeat(100), `${"x".repeat(62)} y`, "9".repeat(80), "$where", "a.b"];
  for (const name of names) expect(telemetryTypeSchema.safeParse(typeOfName(name)).success).toBe(true);
});

Deno.test("typeOfDottedName leaves out the sender's domain and the version", () => {
  const expected: Record<string, string | null> = {
    "com.acme.api_call": "api_call",
    "com.acme.crm.api_call.v1": "api_call",
    "com.acme.user.SignedIn": "login",
    "api_call": "api_call",
    "user.login": "login",
    "invoice.paid": "invoice_paid",
    "com.acme.report.exported": "report_exported",
    "com.github.pull_request.opened": "pull_request_opened",
    "v1": "v1",
    "com.acme.": null,
  };
  for (const [name, type] of Object.entries(expected)) {
    expect([name, typeOfDottedName(name)]).toEqual([name, type]);
  }
});
