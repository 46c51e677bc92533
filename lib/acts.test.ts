import { expect, test } from "vitest";
import { ACTS, actLabel, AUDIT_ACTIONS, may, PERMISSIONS, permissionOf, ROLES, SUBJECTS } from "./acts";
import type { AskedAct, Permission } from "./acts";
import type { Event } from "@/lib/events/event";

/* The agreed table of roles. Who may do what changes here first. */
const AGREED: Readonly<Record<string, readonly AskedAct[]>> = {
  "support manager admin": [
    ...(["pass.list", "pass.read", "correction.list", "search.run", "rider.read", "rider.reveal"] as const),
    ...(["note.write", "note.add", "note.edit", "view.save", "view.change", "view.remove"] as const),
    ...(["setting.read", "session.read", "session.sign_out"] as const),
  ],
  "manager admin": [
    ...(["pass.export", "export.list", "export.request", "export.cancel", "export.download"] as const),
    ...(["export.remove", "view.share", "bulk.read", "bulk.approve"] as const),
    ...(["schedule.manage", "schedule.create", "schedule.change", "schedule.remove"] as const),
  ],
  admin: [
    ...(["pass.correct", "pass.undo", "pass.pin", "pass.unpin", "pass.restore"] as const),
    ...(["bulk.plan", "bulk.run", "bulk.pause", "bulk.resume", "bulk.cancel", "bulk.undo"] as const),
    ...(["archive.read", "archive.run", "archive.cancel", "setting.change", "fare_rule.change"] as const),
    ...(["audit.list", "audit.export", "audit.verify", "job.list", "job.retry", "job.cancel"] as const),
    ...(["user.manage", "user.create", "user.disable", "user.enable"] as const),
    ...(["user.role", "user.password", "user.unlock"] as const),
  ],
};

/* Names that appear in audit logs. Entries are signed with them, so none may be removed or renamed. */
const RECORDED =
  "pass.correct pass.undo pass.pin pass.unpin pass.archive pass.restore bulk.plan bulk.approve bulk.run bulk.pause " +
  "bulk.resume bulk.cancel bulk.undo bulk.finish export.request export.finish export.cancel export.download " +
  "export.remove schedule.create schedule.change schedule.remove archive.run archive.cancel archive.finish job.retry " +
  "job.cancel setting.change audit.export audit.verify audit.accept pass.export.started pass.export.finished rider.reveal note.add " +
  "note.edit view.save view.change view.remove fare_rule.change session.sign_in session.refused session.sign_out " +
  "user.create user.disable user.enable user.role user.password user.unlock";

const rolesOf = (act: AskedAct) => ROLES.filter((role) => may(role, act)).join(" ");

test.each(Object.entries(AGREED).flatMap(([roles, acts]) => acts.map((act) => [act, roles] as const)))(
  "%s is for %s and nobody else",
  (act, roles) => expect(rolesOf(act)).toBe(roles),
);

test("every permission is in the agreed table, and every other act follows one", () => {
  const agreed: readonly string[] = Object.values(AGREED).flat();
  expect(PERMISSIONS.filter((permission) => !agreed.includes(permission))).toEqual([]);
  const asked = Object.entries(ACTS).flatMap(([act, row]) => ("may" in row ? [act as AskedAct] : []));
  for (const act of asked) {
    expect(PERMISSIONS).toContain(permissionOf(act));
    expect(rolesOf(act), act).toBe(rolesOf(permissionOf(act)));
  }
});

test("a permission answers with its own name, an act that points to one with that one's", () => {
  expect(permissionOf("bulk.run")).toBe("bulk.run" satisfies Permission);
  expect(permissionOf("bulk.pause")).toBe("bulk.run");
});

test("every name that was ever recorded, and no other, can be filtered by and has words of its own", () => {
  expect(AUDIT_ACTIONS.toSorted()).toEqual(RECORDED.split(" ").toSorted());
  for (const action of RECORDED.split(" ")) {
    expect(actLabel(action), action).not.toBe(action);
  }
});

test("an act that leaves no entry, and one nobody knows, keeps its name", () => {
  for (const name of ["pass.list", "bulk.state", "token.revoke", "constructor", ""]) {
    expect(actLabel(name)).toBe(name);
  }
});

test("an event tells about subjects the audit log knows too", () => {
  for (const [act, row] of Object.entries(ACTS)) {
    for (const subject of Object.keys("event" in row ? row.event : {})) {
      expect(SUBJECTS, act).toContain(subject);
    }
  }
});

test("what an event may tell follows its row", () => {
  const events: Event[] = [
    { event: "pass.pin", subject: { type: "pass", id: "1" }, data: { fields: [] } },
    { event: "note.add", subject: { type: "rider", id: "1" }, data: { note_id: "2" } },
    { event: "view.save", subject: { type: "view", id: "1" }, data: null },
    // @ts-expect-error this act publishes no event
    { event: "bulk.pause", subject: { type: "bulk", id: "1" }, data: null },
    // @ts-expect-error a subject this event does not have
    { event: "bulk.state", subject: { type: "pass", id: "1" }, data: { state: "done" } },
    // @ts-expect-error one fact too many
    { event: "pass.pin", subject: { type: "pass", id: "1" }, data: { fields: [], state: "done" } },
    // @ts-expect-error one fact too few
    { event: "pass.correct", subject: { type: "pass", id: "1" }, data: { fields: [] } },
  ];
  expect(events).toHaveLength(7);
});
