import "server-only";

/* Beyond 1,000 values MariaDB turns a list into a join, which compares in the charset of the text and loses the index. */
const MOST_VALUES = 500;

/** Asks for a list of values in parts that the server looks up by index, one after the other. */
export async function inParts<V, R>(
  values: readonly V[],
  ask: (part: V[]) => PromiseLike<readonly R[]>,
): Promise<R[]> {
  const rows: R[] = [];
  for (let from = 0; from < values.length; from += MOST_VALUES) {
    rows.push(...(await ask(values.slice(from, from + MOST_VALUES))));
  }
  return rows;
}
