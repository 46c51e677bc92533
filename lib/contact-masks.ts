/* How contact data looks to whoever has not revealed it. Pure. */

const SHOWN_DIGITS = 4;

/** `de•••@example.com`; null where there is none. A local part of one or two characters shows its first alone. */
export function maskEmail(email: string | null): string | null {
  const at = email?.lastIndexOf("@") ?? -1;
  if (!email || at < 1) return null;
  return `${email.slice(0, at > 2 ? 2 : 1)}•••${email.slice(at)}`;
}

/** `•••• ••• 0147`; null where there is none. A number of fewer than seven digits shows nothing of itself. */
export function maskPhone(phone: string | null): string | null {
  const digits = phone?.replace(/\D/g, "") ?? "";
  if (digits === "") return null;
  return `•••• ••• ${digits.length < 7 ? "••••" : digits.slice(-SHOWN_DIGITS)}`;
}
