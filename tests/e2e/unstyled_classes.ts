import type { Page } from "playwright-core";

/** The classes in a page that no rule of its style sheets names: a value that the design's closed scales do not have. */
export function unstyledClasses(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selectorsOf = (rules: CSSRuleList): string[] =>
      [...rules].flatMap((rule) => [
        rule instanceof CSSStyleRule ? rule.selectorText : "",
        ...("cssRules" in rule ? selectorsOf(rule.cssRules as CSSRuleList) : []),
      ]);
    const selectors = [...document.styleSheets].flatMap(({ cssRules }) => selectorsOf(cssRules)).join(" ");
    const isNamed = (name: string) =>
      selectors.split(`.${CSS.escape(name)}`).slice(1).some((after) => !/^[\w\\-]/.test(after));
    const used = new Set(
      [...document.querySelectorAll("[class]")].flatMap(({ classList }) => [...classList]),
    );
    return [...used].filter((name) => !isNamed(name));
  });
}
