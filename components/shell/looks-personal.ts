/**
 * Whether a searched text may be an e-mail address, a phone number or a name, none of which may stand in an
 * address. In doubt yes: the price is a missing link, not a leak.
 */
export function looksPersonal(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.includes("@")) return true;
  if (/\s/.test(trimmed) && /\p{L}/u.test(trimmed)) return true;
  if (/^[\p{L}\p{M}'’.-]+$/u.test(trimmed)) return true;
  return isPhoneLike(trimmed);
}

function isPhoneLike(text: string): boolean {
  if (!/^[+\d\s().\-\u2010-\u2015]+$/.test(text)) return false;
  const digits = text.replace(/\D/g, "").length;
  const hasPunctuation = /\D/.test(text);
  return hasPunctuation ? digits >= 7 && digits <= 15 : digits === 10 || digits === 11;
}
