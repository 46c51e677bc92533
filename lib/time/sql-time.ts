/** An ISO instant as a DATETIME column takes it. */
export function sqlTime(iso: string): string;
export function sqlTime(iso: string | null): string | null;
export function sqlTime(iso: string | null): string | null {
  return iso === null ? null : new Date(iso).toISOString().replace("T", " ").replace("Z", "");
}
