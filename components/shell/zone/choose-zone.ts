import { ZONE_COOKIE, ZONE_MAX_AGE_S } from "@/lib/display-zone";

/** Tells the server, by cookie, the zone that times are told in from the next answer on. */
export function chooseZone(value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${ZONE_COOKIE}=${value}; Path=/; Max-Age=${ZONE_MAX_AGE_S}; SameSite=Lax${secure}`;
}
