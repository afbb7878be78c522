import { parseArgs, type ParseArgsConfig } from "node:util";

/** The command was called wrongly, or with something that cannot be used: exit code 2 and a sentence. */
export class UsageError extends Error {
  override name = "UsageError";
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Parses the arguments of a command.
 *
 * @param usage how to call it, shown with every error
 * @throws {UsageError} for an option that does not exist, or without its value.
 */
export function parseArguments<Given extends Options>(
  args: readonly string[],
  options: Given,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence] = error.message.split(". ");
    throw new UsageError(`${sentence}\n${usage}`, { cause: error });
  }
}
