/** "Acme", "Acme and Birch", "Acme, Birch and 3 other clients" */
export function namesPhrase(names: readonly string[]): string {
  if (names.length <= 3) return names.join(", ").replace(/, ([^,]*)$/, " and $1");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} other clients`;
}
