import { ZONE_COOKIE, ZONE_MAX_AGE_S } from "@/lib/display-zone";

/** Stores the zone in a cookie; the server shows times in it from the next answer on. */
export function chooseZone(value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${ZONE_COOKIE}=${value}; Path=/; Max-Age=${ZONE_MAX_AGE_S}; SameSite=Lax${secure}`;
}
