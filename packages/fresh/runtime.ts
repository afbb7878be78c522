/** `fresh/runtime`: what runs on the server and in islands alike. Nothing here may touch `Deno`. */
export { HttpError } from "./error.ts";
export { asset, Head, IS_BROWSER } from "./shared.ts";
