/** A JSON object of `count` distinct keys, spread over objects of one hundred so that no single object is large. */
export function repeatedKeys(count: number): string {
  const groups: string[] = [];
  let left = count;
  while (left > 0) {
    // Each group spends one key on its own name.
    const size = Math.min(100, left - 1);
    const keys = Array.from({ length: size }, (_, index) => `"k${index}":0`);
    groups.push(`"g${groups.length}":{${keys.join(",")}}`);
    left -= size + 1;
  }
  return `{${groups.join(",")}}`;
}
