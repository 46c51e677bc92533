import { invalidParameter } from "@/lib/errors";

const SHORTEST = 12;
const LONGEST = 256;

/**
 * Throws `invalid_parameter` unless the text is long enough to be a password, short enough to be hashed, and can be typed
 * into a field. Pure.
 */
export function requirePassword(password: string): void {
  if (password.length < SHORTEST || password.length > LONGEST)
    throw invalidParameter("password", `The password must have ${SHORTEST} to ${LONGEST} characters.`);
  if (/[\p{Cc}\uFFFD]/u.test(password))
    throw invalidParameter("password", "The password must be one line of text in UTF-8, without control characters."); // prettier-ignore
}
