export interface OnTransformOptions {
  pluginName: string;
  /** Tested against the absolute path of a static file. */
  filter: RegExp;
  exclude?: (string | RegExp)[];
}

export interface OnTransformArgs {
  /** Absolute. */
  path: string;
  target: string | string[];
  text: string;
  content: Uint8Array;
  mode: "development" | "production";
  root: string;
}

export interface OnTransformResult {
  content: string | Uint8Array;
  /** Absolute path of the result, when it is not that of the source. */
  path?: string;
  map?: string | Uint8Array;
}

type Transformed = void | OnTransformResult | (OnTransformResult & { path: string })[];
export type TransformFn = (args: OnTransformArgs) => Transformed | Promise<Transformed>;

/** Sends static files through the functions registered for them, one after the other. */
export class FileTransformer {
  #transforms: { options: OnTransformOptions; fn: TransformFn }[] = [];

  add(options: OnTransformOptions, fn: TransformFn): void {
    this.#transforms.push({ options, fn });
  }

  /** Results by absolute path. A function that answers nothing leaves the file as it is. */
  async process(
    args: Pick<OnTransformArgs, "path" | "target" | "mode" | "root" | "content">,
  ): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
    const encoder = new TextEncoder();
    let files = new Map([[args.path, new Uint8Array(args.content)]]);
    for (const { options, fn } of this.#transforms) {
      const next = new Map<string, Uint8Array<ArrayBuffer>>();
      for (const [path, content] of files) {
        const result = applies(options, path)
          ? await fn({ ...args, path, content, text: new TextDecoder().decode(content) })
          : undefined;
        if (result === undefined) next.set(path, content);
        for (const item of result === undefined ? [] : [result].flat()) {
          next.set(
            item.path ?? path,
            typeof item.content === "string" ? encoder.encode(item.content) : new Uint8Array(item.content),
          );
        }
      }
      files = next;
    }
    return files;
  }
}

function applies({ filter, exclude = [] }: OnTransformOptions, path: string): boolean {
  const matches = (pattern: string | RegExp) =>
    typeof pattern === "string"
      ? path.includes(pattern)
      : new RegExp(pattern.source, pattern.flags).test(path);
  return matches(filter) && !exclude.some(matches);
}
