/** The number typed to confirm; null where there is more than digits, commas and spaces. */
export function typedCount(text: string): number | null {
  const digits = text.replaceAll(/[\s,]/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
