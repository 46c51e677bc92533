import { hash } from "node:crypto";

/* What links and seals of the chain are made over. The chain binds what the database adds to an entry: id and time. */

/** What a link says of an entry: its signature, or the digest of its text where it is from before entries were signed. */
export function linkedContent(mac: string | null, text: () => string): string {
  return mac ?? `unsigned ${hash("sha256", text())}`;
}

export function linkText(
  previous: string,
  seq: string | number,
  id: string,
  time: string,
  content: string,
): string {
  return `${previous}\n${seq}\n${id}\n${storedTime(time)}\n${content}`;
}

export function sealText(seq: string | number, hashOfLink: string): string {
  return `${seq}\n${hashOfLink}`;
}

/** What stands before the first link. */
export const BEFORE_FIRST = "";

/* A driver may leave a fraction of zeros out. */
function storedTime(time: string): string {
  return time.length > 19 ? time.padEnd(23, "0") : `${time}.000`;
}
