import type { Role } from "@/lib/acts";

export type ShellUser = { name: string; email: string; role: Role };

/** What the reader may do, as far as the chrome shows it. */
export type ShellCan = { readAudit: boolean; export: boolean; archive: boolean; readJobs: boolean };

/** The word for a role. */
export const ROLE_LABELS: Record<ShellUser["role"], string> = {
  support: "Support",
  manager: "Manager",
  admin: "Admin",
};
