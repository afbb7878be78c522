/** Stands for the global `Deno` in the browser's bundle, so that the bundler can tell who uses it. */
const missing = /* @__PURE__ */ Object("Deno does not exist in the browser");
export { missing as Deno };
