import type { Role } from "@/lib/acts";

export type ShellUser = { name: string; email: string; role: Role };

export type ShellCan = { readAudit: boolean; export: boolean; archive: boolean; readJobs: boolean };

export const ROLE_LABELS: Record<ShellUser["role"], string> = {
  support: "Support",
  manager: "Manager",
  admin: "Admin",
};
