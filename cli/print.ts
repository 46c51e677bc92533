export function print(line: string): void {
  console.log(line);
}

export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** 1234567 as `1,234,567`. */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}
