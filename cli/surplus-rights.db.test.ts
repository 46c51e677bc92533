import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { compilePassdesk, type Passdesk } from "./compiled-passdesk";

/* A name with an underscore, which a grant on a schema takes for any character unless it is escaped. */
const SCHEMA = "portal_a";
const ESCAPED = "`portal\\_a`.*";
const UNESCAPED = "`portal_a`.*";

let server: KillableServer;
let passdesk: Passdesk;
let root: Database;
let env: Record<string, string>;
const users = { owner: "adopter", web: "desk", worker: "maker" };
const at = (user: keyof typeof users) => `'${users[user]}'@'127.0.0.1'`;

beforeAll(async () => {
  server = await startKillableServer({ isDurable: true });
  passdesk = await compilePassdesk();
  root = openDatabase(server.root_url, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  const urlOf = (user: string) =>
    Object.assign(new URL(server.urls.DATABASE_URL), { username: user, password: "n0t-in-any-example", pathname: SCHEMA }).href; // prettier-ignore
  env = {
    MIGRATION_DATABASE_URL: urlOf(users.owner),
    DATABASE_URL: urlOf(users.web),
    WORKER_DATABASE_URL: urlOf(users.worker),
    AUTH_SECRET: "0123456789abcdef0123456789abcdef",
    NODE_ENV: "production",
  };
  await root.raw("CREATE DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", [SCHEMA]);
  await root.raw("USE ??", [SCHEMA]);
  for (const user of ["owner", "web", "worker"] as const)
    await root.raw(`CREATE USER ${at(user)} IDENTIFIED BY 'n0t-in-any-example'`);
  await root.raw(`GRANT ALL PRIVILEGES ON ${ESCAPED} TO ${at("owner")} WITH GRANT OPTION`);
  await said(["migrate"]);
  await said(["grant"]);
});
afterAll(async () => {
  await Promise.all([root.destroy(), passdesk.remove()]);
  await server.remove();
});

async function said(args: readonly string[], code = 0): Promise<string> {
  const answer = await passdesk.run(args, env);
  expect(answer.code, answer.said).toBe(code);
  return answer.said;
}

const lineOf = (text: string, check: string) =>
  text.split("\n").find((line) => line.includes(`  ${check}: `)) ?? "";

/* Whether the web user may delete from the log. */
async function isLogSafe(): Promise<boolean> {
  const web = openDatabase(env["DATABASE_URL"] ?? "", { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 }); // prettier-ignore
  try {
    await web("pd_audit").whereRaw("1 = 0").delete();
    return false;
  } catch (error) {
    expect([1142, 1044]).toContain((error as { errno: number }).errno);
    return true;
  } finally {
    await web.destroy();
  }
}

test.each(["DELETE, UPDATE", "ALL PRIVILEGES"])("%s on a pattern of names is said, and grant takes it away", async (right) => {
  expect(await isLogSafe()).toBe(true);
  await root.raw(`GRANT ${right} ON ${ESCAPED} TO ${at("web")} WITH GRANT OPTION`);
  expect(await isLogSafe(), "control: the right is there").toBe(false);
  const found = lineOf(await said(["doctor"], 1), "web rights");
  expect(found).toMatch(/^fail .*may do what it does not need \(.*GRANT OPTION on portal\\_a\.\*\)/);
  const before = lineOf(await said(["doctor", "--portal"]), "web user");
  expect(before).toMatch(/^warn .*on portal\\_a\.\*\. grant takes that away\.$/);
  await said(["grant"]);
  expect(lineOf(await said(["doctor"]), "web rights")).toMatch(/^ok /);
  expect(await isLogSafe()).toBe(true);
}); // prettier-ignore

test("what only an administrator can take away fails, with the SQL, and grant changes nothing before", async () => {
  await root.raw("CREATE ROLE dba");
  const given = [
    `GRANT DELETE ON *.* TO ${at("web")}`,
    `GRANT dba TO ${at("web")}`,
    // The owner's own right is on this schema alone.
    `GRANT DELETE ON ${UNESCAPED} TO ${at("web")}`,
  ];
  for (const [index, sql] of given.entries()) {
    await root.raw(sql);
    await root.raw(`GRANT DELETE ON pd_note TO ${at("worker")}`);
    const refusal = await said(["grant"], 1);
    const [, revoke = ""] = /As an administrator: (REVOKE .*); then call grant again/.exec(refusal) ?? [];
    expect(revoke, refusal).toContain(at("web"));
    expect(lineOf(await said(["doctor"], 1), "worker rights"), "nothing was changed").toMatch(/DELETE on pd_note/);
    expect(lineOf(await said(["doctor", "--portal"], 1), "web user")).toContain(revoke);
    const found = lineOf(await said(["doctor"], 1), "web rights");
    // What the owner may give is not known to a process.
    expect(found).toContain(index < 2 ? revoke : "DELETE on portal_a.*");
    await root.raw(revoke);
    await said(["grant"]);
  }
  for (const user of ["web", "worker"])
    expect(lineOf(await said(["doctor"]), `${user} rights`)).toMatch(/^ok /);
  await root.raw("DROP ROLE dba");
}); // prettier-ignore
