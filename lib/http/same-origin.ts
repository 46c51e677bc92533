import "server-only";
import { AppError } from "@/lib/errors";

/** Throws `bad_origin` unless the request was made by a page of `origin` itself: a missing Origin is a foreign one. */
export function requireSameOrigin(headers: Headers, origin: string): void {
  const site = headers.get("sec-fetch-site");
  if (headers.get("origin") !== origin || (site !== null && site !== "same-origin")) {
    throw new AppError("bad_origin", "Changes are accepted only from the desk's own pages.");
  }
}
