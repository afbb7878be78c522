/** `fresh/dev`: what `dev.ts` uses. */
export { Builder, type BuildOptions, type OnTransformArgs, type TransformFn } from "./builder.ts";
