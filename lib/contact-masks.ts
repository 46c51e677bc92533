/* How contact data looks before it is revealed. Pure. */

const SHOWN_DIGITS = 4;

/** `de•••@example.com`; null if there is no address. Of a local part of one or two characters only the first shows. */
export function maskEmail(email: string | null): string | null {
  const at = email?.lastIndexOf("@") ?? -1;
  if (!email || at < 1) return null;
  return `${email.slice(0, at > 2 ? 2 : 1)}•••${email.slice(at)}`;
}

/** `•••• ••• 0147`; null if there is no number. A number with fewer than seven digits is masked completely. */
export function maskPhone(phone: string | null): string | null {
  const digits = phone?.replace(/\D/g, "") ?? "";
  if (digits === "") return null;
  return `•••• ••• ${digits.length < 7 ? "••••" : digits.slice(-SHOWN_DIGITS)}`;
}
