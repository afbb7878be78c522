import { taskCommand } from "@/lib/format/task_command.ts";

/** Where the real MongoDB and Redis of a test run are. */
export interface TestServices {
  readonly mongodbUri: string;
  readonly redisHost: string;
  readonly redisPort: number;
}

/**
 * The servers that `deno task test` has started. Each test uses a database and a key prefix of its own and drops them.
 *
 * @throws {Error} when the tests were not started through `deno task test`.
 */
export function testServices(): TestServices {
  const mongodbUri = Deno.env.get("MONGODB_URI");
  const redisHost = Deno.env.get("REDIS_HOST");
  const redisPort = Number(Deno.env.get("REDIS_PORT"));
  if (!mongodbUri || !redisHost || !redisPort) {
    throw new Error(
      "Cannot find the test servers: MONGODB_URI, REDIS_HOST and REDIS_PORT are not set. " +
        `Run through "${taskCommand("test")}", which starts them`,
    );
  }
  return { mongodbUri, redisHost, redisPort };
}
