import { invalidParameter } from "@/lib/errors";

const SHORTEST = 12;
const LONGEST = 256;

/** Throws `invalid_parameter` unless the text is long enough to be a password, and short enough to be hashed. Pure. */
export function requirePassword(password: string): void {
  if (password.length >= SHORTEST && password.length <= LONGEST) return;
  throw invalidParameter("password", `The password must have ${SHORTEST} to ${LONGEST} characters.`);
}
