/** The number typed as a confirmation; null if the text contains anything but digits, commas and spaces. */
export function typedCount(text: string): number | null {
  const digits = text.replaceAll(/[\s,]/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
