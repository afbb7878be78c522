/** `fresh/dev`: what `dev.ts` uses. */
export { Builder, type BuildOptions, type ResolvedBuildConfig } from "./builder.ts";
export type { OnTransformArgs, OnTransformOptions, OnTransformResult, TransformFn } from "./transform.ts";
