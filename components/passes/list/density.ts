import type { Density } from "@/components/data-table/table-shape";

export const DENSITY_COOKIE = "pd_density";
const YEAR_S = 365 * 24 * 3600;

/** The density that a cookie names; any other value is comfortable. */
export function parseDensity(value: string | undefined): Density {
  return value === "compact" ? "compact" : "comfortable";
}

/** Stores the density in a cookie, which the server reads for the next pages. */
export function keepDensity(density: Density): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${DENSITY_COOKIE}=${density}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}
