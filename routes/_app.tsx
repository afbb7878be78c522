import { asset } from "fresh/runtime";
import { define } from "@/define.ts";
import { COLOURS } from "@/styles/tokens.ts";

const PRODUCT = "Customer Intelligence";
const DESCRIPTION =
  "Which customers are about to leave, why, how much money that is, and what would bring them back.";

export default define.page(function App({ Component, config, state, url }) {
  const title = state.title ? `${state.title} · ${PRODUCT}` : PRODUCT;
  const description = state.description ?? DESCRIPTION;
  return (
    <html lang="en" data-base-path={config.basePath}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={description} />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={PRODUCT} />
        <meta property="og:title" content={state.title ?? PRODUCT} />
        <meta property="og:description" content={description} />
        <meta property="og:url" content={`${url.origin}${url.pathname}`} />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content={COLOURS.canvas.light} />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content={COLOURS.canvas.dark} />
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        {/* The address that the stylesheet uses, without a build id, so that the font is fetched once. */}
        <link
          rel="preload"
          href={`${config.basePath}/fonts/inter-latin-wght-normal.woff2`}
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
        <link rel="stylesheet" href={asset("/styles.css")} />
        <script src={asset("/theme.js")} />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
