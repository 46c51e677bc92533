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

/** What a seal signs: its link, the database's time, and the link of the seal before ("0" at the first). */
export function sealText(seq: string, hashOfLink: string, on: string, before: string): string {
  return `${seq}\n${hashOfLink}\n${storedTime(on)}\n${before}`;
}

/** What seals from before there were heads sign. */
export function earlierSealText(seq: string, hashOfLink: string): string {
  return `${seq}\n${hashOfLink}`;
}

/** The previous hash of the first link. */
export const BEFORE_FIRST = "";

/* A driver may omit a fraction of zeros. */
export function storedTime(time: string): string {
  return time.length > 19 ? time.padEnd(23, "0") : `${time}.000`;
}
