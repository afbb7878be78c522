import { expect } from "@std/expect";
import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoServerError,
  MongoTopologyClosedError,
} from "mongodb";
import { isAway, unavailableIfAway, untilReachable } from "@/lib/platform/away.ts";
import { OutcomeUnknownError, UnavailableError } from "@/lib/platform/errors.ts";
import { silentLog } from "@/testing/redis.ts";

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const coded = (code: string) => Object.assign(new Error("read"), { code });

/** A bulk write whose answer never came, as the driver wraps it. */
function brokenBulkWrite(): unknown {
  const error = Object.create(MongoBulkWriteError.prototype);
  return Object.assign(error, {
    errorResponse: new MongoNetworkError("connection 3 closed"),
    errorLabelSet: new Set(),
  });
}

function labelled(label: string): MongoError {
  const error = new MongoError("retry");
  error.addErrorLabel(label);
  return error;
}

const AWAY: Record<string, unknown> = {
  "a broken connection": new MongoNetworkError("connection 3 to 127.0.0.1:27017 closed"),
  "a server that is silent": new MongoNetworkTimeoutError("connection 3 timed out"),
  "a client that never connected": new MongoTopologyClosedError("Topology is closed"),
  "a primary that stepped down": new MongoServerError({ message: "not primary", code: 10_107 }),
  "a server that shuts down": new MongoServerError({ message: "interrupted", code: 11_600 }),
  "a cursor lost with its server": new MongoServerError({ message: "cursor id 7 not found", code: 43 }),
  "what the driver calls retryable": labelled("RetryableWriteError"),
  "a bulk write without an answer": brokenBulkWrite(),
  "a socket ended by the other party": coded("EPIPE"),
  "a reset": coded("ECONNRESET"),
  "a Redis command without an answer": new Error("Command timed out"),
  "a closed connection to Redis": new Error("Connection is closed."),
  "a silent connection to Redis": new Error(
    "Socket timeout. Expecting data, but didn't receive any in 2000ms.",
  ),
  "a connection to Redis that is not ready": new Error(
    "Stream isn't writeable and enableOfflineQueue options is false",
  ),
  "commands that were given up": named(
    "MaxRetriesPerRequestError",
    "Reached the max retries per request limit",
  ),
  "a Redis that still loads": named("ReplyError", "LOADING Redis is loading the dataset in memory"),
  "what has such a cause": new Error("Queue failed", { cause: new Error("Connection is closed.") }),
};

for (const [what, error] of Object.entries(AWAY)) {
  Deno.test(`${what} is a server that is away: 503 with Retry-After`, () => {
    expect(isAway(error)).toBe(true);
    const retry = { status: 503, retryAfterSeconds: 5, cause: error };
    const read = unavailableIfAway(error, false);
    expect(read).toBeInstanceOf(UnavailableError);
    expect(read).toMatchObject(retry);
    const written = unavailableIfAway(error, true);
    expect(written).toBeInstanceOf(OutcomeUnknownError);
    expect(written).toMatchObject(retry);
  });
}

const WRONG: Record<string, unknown> = {
  "a duplicate key": new MongoServerError({ message: "E11000 duplicate key", code: 11_000 }),
  "a query that cannot be read": new MongoServerError({ message: "unknown operator", code: 2 }),
  "a command on the wrong type": named("ReplyError", "WRONGTYPE Operation against a key"),
  "a mistake of ours": new TypeError("Cannot read properties of undefined"),
  "a missing file": coded("ENOENT"),
};

for (const [what, error] of Object.entries(WRONG)) {
  Deno.test(`${what} is not a server that is away`, () => {
    expect(isAway(error)).toBe(false);
    expect(unavailableIfAway(error, true)).toBe(error);
  });
}

Deno.test("a start waits while servers are away, and ends with any other error", async () => {
  const failures: unknown[] = [new MongoNetworkError("closed"), new TypeError("The schema is wrong")];
  await expect(untilReachable(() => Promise.reject(failures.shift()), silentLog)).rejects.toThrow(
    "The schema is wrong",
  );
  expect(failures).toEqual([]);
});
