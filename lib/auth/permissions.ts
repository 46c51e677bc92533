/** Who may do what: the table of docs and contract, once. The name of an act is permission, audit action and event. */
export const ROLES = ["support", "manager", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = {
  "pass.list": ["support", "manager", "admin"],
  "pass.read": ["support", "manager", "admin"],
  "pass.export": ["manager", "admin"],
  "pass.correct": ["admin"],
  "pass.undo": ["admin"],
  "pass.pin": ["admin"],
  "correction.list": ["support", "manager", "admin"],
  "bulk.read": ["manager", "admin"],
  "bulk.plan": ["admin"],
  "bulk.approve": ["manager", "admin"],
  "bulk.run": ["admin"],
  "export.list": ["manager", "admin"],
  "export.request": ["manager", "admin"],
  "export.download": ["manager", "admin"],
  "schedule.manage": ["manager", "admin"],
  "archive.read": ["admin"],
  "archive.run": ["admin"],
  "pass.restore": ["admin"],
  "search.run": ["support", "manager", "admin"],
  "rider.read": ["support", "manager", "admin"],
  "rider.reveal": ["support", "manager", "admin"],
  "note.write": ["support", "manager", "admin"],
  "view.save": ["support", "manager", "admin"],
  "view.share": ["manager", "admin"],
  "setting.read": ["support", "manager", "admin"],
  "setting.change": ["admin"],
  "audit.list": ["admin"],
  "audit.export": ["admin"],
  "audit.verify": ["admin"],
  "job.list": ["admin"],
  "job.retry": ["admin"],
  "job.cancel": ["admin"],
  "user.manage": ["admin"],
  "session.read": ["support", "manager", "admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
