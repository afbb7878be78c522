/** Remembers what a pure function gave: dates repeat, and calendars are slow. */
export function memoized<Value>(
  compute: (key: string) => Value,
  limit = 10_000,
): (key: string) => Value {
  const known = new Map<string, { value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    // Forgets everything at once: what repeats is soon known again, and a file of unique keys stays small.
    if (known.size >= limit) known.clear();
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}
