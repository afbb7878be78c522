import { asset } from "fresh/runtime";
import { define } from "../define.ts";

export default define.page(({ Component, config, state }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>{state.title}</title>
      <link rel="stylesheet" href={config.basePath + asset("/styles.css")} />
    </head>
    <body>
      <nav>
        <a href="/">Home</a>
        <a href="/plain">Plain</a>
      </nav>
      <Component />
    </body>
  </html>
));
