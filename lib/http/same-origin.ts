import "server-only";
import { AppError } from "@/lib/errors";

/** Throws `bad_origin` unless a page of `origin` itself made the request; a missing Origin counts as foreign. */
export function requireSameOrigin(headers: Headers, origin: string): void {
  const site = headers.get("sec-fetch-site");
  if (headers.get("origin") !== origin || (site !== null && site !== "same-origin")) {
    throw new AppError("bad_origin", "Changes are accepted only from the desk's own pages.");
  }
}
