import { expect } from "@std/expect";
import { firstSteps } from "@/lib/first_run/steps.ts";
import { taskCommand } from "@/lib/format/task_command.ts";

const ROOT = new URL("../../", import.meta.url);

const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));

async function filesUnder(folder: string, ending: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    const path = `${folder}${name}`;
    if (isDirectory) paths.push(...await filesUnder(`${path}/`, ending));
    else if (name.endsWith(ending)) paths.push(path);
  }
  return paths;
}

/** Without comments, which are for those who work on the code. */
function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

/** Calls of Deno that a machine with Node.js alone does not know, each with its file. */
function bareCalls(path: string, text: string): string[] {
  const calls = text.matchAll(/(?<![\w/@.-])deno (?:task|run|install|info) [\w<:./-]+/g);
  return [...calls].map(([call]) => `${path}: ${call}`);
}

Deno.test("README.md tells the first steps in the very words of the pages", async () => {
  const readme = await read("README.md");
  const words = readme.replaceAll(/\s+/g, " ");
  for (const { title, text, command } of firstSteps("http://localhost:5000")) {
    expect(words).toContain(`### ${title} ${text} `);
    expect(readme).toContain(`\`\`\`bash\n${command}\n\`\`\``);
  }
});

Deno.test("whatever tells a user a command tells one that needs Node.js alone", async () => {
  const documents = [
    "README.md",
    "CONTRIBUTING.md",
    ".env.example",
    ...await filesUnder("docs/", ".md"),
    ...await filesUnder("examples/", ".yaml"),
  ];
  const folders = ["components/", "islands/", "lib/", "routes/", "scripts/", "testing/"];
  const sources = (await Promise.all(folders.flatMap((folder) => [
    filesUnder(folder, ".ts"),
    filesUnder(folder, ".tsx"),
  ]))).flat().filter((path) => !path.includes("_test.ts"));
  const found = [
    ...await Promise.all(documents.map(async (path) => bareCalls(path, await read(path)))),
    ...await Promise.all(sources.map(async (path) => bareCalls(path, withoutComments(await read(path))))),
  ].flat();
  // The one place that says so to those who have Deno.
  expect(found).toEqual(["README.md: deno task <name"]);
});

Deno.test("the version that commands name is the one of the tests and the image", async () => {
  expect(await read(".ci/run")).toContain(taskCommand("test"));
  const [, version] = /deno@([\d.]+)/.exec(taskCommand("test")) ?? [];
  expect(await read("Dockerfile")).toMatch(new RegExp(`DENO_VERSION=${version}\\b`));
});
