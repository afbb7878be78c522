/**
 * Stands in for the types of the document, which are made of it anew by each run of `typed_calls_test.ts`: what does
 * not exist yet cannot be checked, so that here everything goes.
 */
// deno-lint-ignore no-explicit-any -- see above
export type paths = any;
