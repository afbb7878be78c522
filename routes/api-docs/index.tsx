import { page } from "fresh";
import { Head } from "fresh/runtime";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { define } from "@/define.ts";
import { assetPath } from "@/lib/api_docs/assets.ts";
import { pageAddress } from "@/lib/format/address.ts";
import { assetAddress } from "@/lib/format/asset_address.ts";

const LEAD =
  "Every request and answer of the REST API, to read and to try out on this installation's own data.";

export const handler = define.handlers({
  GET(ctx) {
    ctx.state.title = "API docs";
    ctx.state.description = LEAD;
    return page();
  },
});

export default define.page(function ApiDocs() {
  const documentAddress = pageAddress("/api/v1/openapi.json");
  return (
    <>
      <Head>
        <link key="swagger-ui" rel="stylesheet" href={pageAddress(assetPath("swagger-ui.css"))} />
        <link key="api-docs" rel="stylesheet" href={assetAddress("/api_docs.css")} />
        <script key="swagger-ui-bundle" src={pageAddress(assetPath("swagger-ui-bundle.js"))} defer />
        <script key="api-docs-start" src={assetAddress("/api_docs.js")} defer />
      </Head>
      <PageHeader
        title="API docs"
        lead={LEAD}
        actions={<ButtonLink href={documentAddress}>OpenAPI document</ButtonLink>}
      />
      <div id="swagger-ui" class="rounded-card border bg-surface" data-document={documentAddress}>
        <p class="p-6 text-ink-2">
          The docs need JavaScript. Without it, read the <Link href={documentAddress}>OpenAPI document</Link>.
        </p>
      </div>
    </>
  );
});
