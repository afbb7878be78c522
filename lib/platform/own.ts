/**
 * What an object itself holds under a name that comes from outside. Every object inherits `constructor`, `toString` and
 * `__proto__`, and those are names like any other. Runs everywhere.
 */
export function own<Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
