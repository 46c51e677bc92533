import { hash } from "node:crypto";

/* The texts that links and seals are computed over. The chain binds what the database adds to an entry: id and time. */

/** What a link says of an entry: its signature, or the digest of its text if it dates from before signatures. */
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

/** The previous hash of the first link. */
export const BEFORE_FIRST = "";

/* A driver may omit a fraction of zeros. */
function storedTime(time: string): string {
  return time.length > 19 ? time.padEnd(23, "0") : `${time}.000`;
}
