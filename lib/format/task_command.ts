/** Runs Deno of the version that this is built and tested with; nothing but Node.js need be there. */
const DENO = "npx -y deno@2.9.6";

/** How a user calls a task of this project: `npx -y deno@2.9.6 task seed`. */
export function taskCommand(call: string): string {
  return `${DENO} task ${call}`;
}
