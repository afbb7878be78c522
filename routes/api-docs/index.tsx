import { page } from "fresh";
import { asset, Head } from "fresh/runtime";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { define } from "@/define.ts";
import { assetPath } from "@/lib/api_docs/assets.ts";

const LEAD =
  "Every request and answer of the REST API, to read and to try out on this installation's own data.";

export const handler = define.handlers({
  GET(ctx) {
    ctx.state.title = "API docs";
    ctx.state.description = LEAD;
    return page();
  },
});

export default define.page(function ApiDocs({ config }) {
  const { basePath } = config;
  const documentAddress = `${basePath}/api/v1/openapi.json`;
  return (
    <>
      <Head>
        <link rel="stylesheet" href={`${basePath}${assetPath("swagger-ui.css")}`} />
        <link rel="stylesheet" href={asset("/api_docs.css")} />
        <script src={`${basePath}${assetPath("swagger-ui-bundle.js")}`} defer />
        <script src={asset("/api_docs.js")} defer />
      </Head>
      <PageHeader
        title="API docs"
        lead={LEAD}
        actions={<ButtonLink href={documentAddress}>OpenAPI document</ButtonLink>}
      />
      <div id="swagger-ui" class="rounded-card border bg-surface" data-document={documentAddress}>
        <p class="p-6 text-ink-2">
          The docs need JavaScript. Without it, read the <a href={documentAddress}>OpenAPI document</a>.
        </p>
      </div>
    </>
  );
});
