/** `fresh/runtime`: what runs on the server and in islands alike. Nothing here may touch `Deno`. */
export {
  asset,
  assetSrcSet,
  Head,
  type HeadProps,
  IS_BROWSER,
  Partial,
  type PartialProps,
} from "./runtime_shared.ts";
export { HttpError } from "./error.ts";
