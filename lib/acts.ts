/*
 * Every act, one row each, with everything that depends on its name: the roles that may do it, its label in the audit
 * log, the facts in its event. Names are stored permanently: once a name was recorded, its row stays.
 */

export const ROLES = ["support", "manager", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const SUBJECTS = [
  "pass",
  "rider",
  "note",
  "view",
  "fare_rule",
  "user",
  "session",
  "bulk",
  "export",
  "schedule",
  "archive_run",
  "job",
  "setting",
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What an event can carry beside its subject: ids and names, never values. */
export interface Facts {
  fields: readonly string[];
  audit_id: string;
  note_id: string;
  /** At most 500. */
  pass_ids: readonly string[];
  state: string;
}

interface Act {
  /** The roles that may do it, or the act whose roles apply. Absent: nobody asks for it. */
  may?: readonly Role[] | string;
  /** Its label in the audit log. Absent: it leaves no entry. */
  entry?: string;
  /** The subjects of its event, each with its facts. Absent: it publishes no event. */
  event?: Readonly<Partial<Record<Subject, readonly (keyof Facts)[]>>>;
}

const EVERYBODY = ["support", "manager", "admin"] as const;
const MANAGERS = ["manager", "admin"] as const;
const ADMINS = ["admin"] as const;

export const ACTS = {
  "pass.list": { may: EVERYBODY },
  "pass.read": { may: EVERYBODY },
  "pass.correct": { may: ADMINS, entry: "Corrected pass", event: { pass: ["fields", "audit_id"] } },
  "pass.undo": { may: ADMINS, entry: "Undid correction", event: { pass: ["fields", "audit_id"] } },
  "pass.pin": { may: ADMINS, entry: "Pinned fields", event: { pass: ["fields"] } },
  "pass.unpin": { may: "pass.pin", entry: "Released pin", event: { pass: ["fields"] } },
  "pass.archive": { entry: "Archived passes" },
  "pass.restore": { may: ADMINS, entry: "Restored passes", event: { pass: [] } },
  "correction.list": { may: EVERYBODY },

  "bulk.read": { may: MANAGERS },
  "bulk.plan": { may: ADMINS, entry: "Planned bulk correction" },
  "bulk.approve": { may: MANAGERS, entry: "Approved bulk correction" },
  "bulk.run": { may: ADMINS, entry: "Started bulk correction" },
  "bulk.pause": { may: "bulk.run", entry: "Paused bulk correction" },
  "bulk.resume": { may: "bulk.run", entry: "Resumed bulk correction" },
  "bulk.cancel": { may: "bulk.run", entry: "Stopped bulk correction" },
  "bulk.undo": { may: "bulk.run", entry: "Started bulk undo" },
  "bulk.finish": { entry: "Finished bulk correction" },
  "bulk.batch": { event: { bulk: ["pass_ids"] } },
  "bulk.state": { event: { bulk: ["state"] } },

  "export.list": { may: MANAGERS },
  "export.request": { may: MANAGERS, entry: "Requested export" },
  "export.finish": { entry: "Finished export" },
  "export.cancel": { may: "export.request", entry: "Cancelled export" },
  "export.download": { may: MANAGERS, entry: "Downloaded export" },
  "export.remove": { may: "export.request", entry: "Deleted export file" },
  "export.state": { event: { export: ["state"] } },

  "schedule.manage": { may: MANAGERS },
  "schedule.create": { may: "schedule.manage", entry: "Added schedule" },
  "schedule.change": { may: "schedule.manage", entry: "Changed schedule", event: { schedule: [] } },
  "schedule.remove": { may: "schedule.manage", entry: "Removed schedule" },

  "archive.read": { may: ADMINS },
  "archive.run": { may: ADMINS, entry: "Started archiving" },
  "archive.cancel": { may: "archive.run", entry: "Stopped archiving" },
  "archive.finish": { entry: "Finished archiving" },
  "archive.batch": { event: { archive_run: ["pass_ids"] } },
  "archive.state": { event: { archive_run: ["state"] } },

  "job.list": { may: ADMINS },
  "job.retry": { may: ADMINS, entry: "Retried job" },
  "job.cancel": { may: ADMINS, entry: "Cancelled job" },
  "job.state": { event: { job: ["state"] } },

  "setting.read": { may: EVERYBODY },
  "setting.change": { may: ADMINS, entry: "Changed setting", event: { setting: [] } },

  "audit.list": { may: ADMINS },
  "audit.export": { may: ADMINS, entry: "Exported audit log" },
  "audit.verify": { may: ADMINS, entry: "Asked for a check of the log" },
  "audit.accept": { entry: "Accepted the log as it is" },

  "pass.export": { may: MANAGERS },
  "pass.export.started": { entry: "Started export" },
  "pass.export.finished": { entry: "Finished export" },

  "search.run": { may: EVERYBODY },
  "rider.read": { may: EVERYBODY },
  "rider.reveal": { may: EVERYBODY, entry: "Revealed contact" },

  "note.write": { may: EVERYBODY },
  "note.add": { may: "note.write", entry: "Added note", event: { pass: ["note_id"], rider: ["note_id"] } },
  "note.edit": { may: "note.write", entry: "Edited note", event: { pass: ["note_id"], rider: ["note_id"] } },

  "view.save": { may: EVERYBODY, entry: "Saved view", event: { view: [] } },
  "view.change": { may: "view.save", entry: "Changed view", event: { view: [] } },
  "view.remove": { may: "view.save", entry: "Removed view", event: { view: [] } },
  "view.share": { may: MANAGERS },

  "fare_rule.change": { may: "setting.change", entry: "Changed fare rule", event: { fare_rule: [] } },

  "session.read": { may: EVERYBODY },
  "session.sign_in": { entry: "Signed in" },
  "session.refused": { entry: "Sign-in refused" },
  "session.sign_out": { may: "session.read", entry: "Signed out" },

  "user.manage": { may: ADMINS },
  "user.create": { may: "user.manage", entry: "Added a person" },
  "user.disable": { may: "user.manage", entry: "Disabled a person" },
  "user.enable": { may: "user.manage", entry: "Enabled a person" },
  "user.role": { may: "user.manage", entry: "Changed a person's role" },
  "user.password": { may: "user.manage", entry: "Changed a person's password" },
  "user.unlock": { may: "user.manage", entry: "Unlocked a person's sign-in" },
} as const satisfies Record<string, Act>;

type Acts = typeof ACTS;
type ActsWith<Column extends object> = {
  [Name in keyof Acts]: Acts[Name] extends Column ? Name : never;
}[keyof Acts];

export type AskedAct = ActsWith<{ may: unknown }>;
/** An act with roles of its own: a permission, under its name in the API. */
export type Permission = ActsWith<{ may: readonly Role[] }>;
export type AuditAction = ActsWith<{ entry: string }>;
export type EventName = ActsWith<{ event: object }>;

const names = Object.keys(ACTS) as (keyof Acts)[];

export const PERMISSIONS = names.filter(
  (name): name is Permission => "may" in ACTS[name] && typeof ACTS[name].may === "object",
);
export const AUDIT_ACTIONS = names.filter((name): name is AuditAction => "entry" in ACTS[name]);

/** The permission an act needs: its own, or that of the act it points to. Pure. */
export function permissionOf(act: AskedAct): Permission {
  const { may } = ACTS[act];
  return typeof may === "string" ? may : (act as Permission);
}

export function may(role: Role, act: AskedAct): boolean {
  const roles: readonly Role[] = ACTS[permissionOf(act)].may;
  return roles.includes(role);
}

/** The label of an act in the audit log. An act that leaves no entry, or is unknown, keeps its name. Pure. */
export function actLabel(action: string): string {
  const recorded = AUDIT_ACTIONS.find((name) => name === action);
  return recorded ? ACTS[recorded].entry : action;
}
