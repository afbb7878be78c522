import { define } from "@/define.ts";
import { assetAddress } from "@/lib/format/asset_address.ts";
import { FONT_PATH, fontFace } from "@/styles/font.ts";
import { COLOURS } from "@/styles/tokens.ts";

const PRODUCT = "Customer Intelligence";
const DESCRIPTION =
  "Which customers are about to leave, why, how much money that is, and what would bring them back.";

export default define.page(function App({ Component, config, state, url }) {
  const title = state.title ? `${state.title} · ${PRODUCT}` : PRODUCT;
  const font = assetAddress(FONT_PATH);
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
        {/* Fresh takes links without a key for one and the same when `Head` adds another. */}
        <link key="icon" rel="icon" href={assetAddress("/favicon.svg")} type="image/svg+xml" />
        <link key="font" rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <style key="font-face">{fontFace(font)}</style>
        <link key="styles" rel="stylesheet" href={assetAddress("/styles.css")} />
        <script key="theme" src={assetAddress("/theme.js")} />
        <script key="before-start" src={assetAddress("/before_start.js")} />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
