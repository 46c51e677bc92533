import { describe, expect, test } from "vitest";
import type { DescribedStep } from "@/db/schema/steps/describe-steps";
import type { AccountRights } from "@/db/schema/account-rights";
import type { Grant } from "@/db/schema/grant-lines";
import { judgeOwner, judgeProcessUser } from "./judge-accounts";
import {
  judgeDuplicates,
  judgeLacks,
  judgeOddValues,
  judgeRoom,
  judgeSteps,
  judgeTable,
  judgeTies,
} from "./judge-portal";

const TABLE = {
  name: "bytemark_pass",
  engine: "InnoDB",
  row_format: "COMPACT",
  collations: ["latin1_swedish_ci"],
  rows: 3_000_000,
  bytes: 600 * 1024 ** 2,
  triggers: 0,
  foreign_keys: 2,
};
const STEP: DescribedStep = {
  table: "bytemark_pass",
  title: "add 2 indexes",
  how: "In place",
  others: "reading and writing go on",
  seconds: 24,
  sql: "ALTER TABLE bytemark_pass ADD KEY `a` (`a`), ADD KEY `b` (`b`)",
};
const states = (findings: readonly { state: string }[]) => findings.map(({ state }) => state);

describe("tables", () => {
  test("a table is described in the server's words", () => {
    expect(judgeTable(TABLE)).toEqual([
      {
        check: "table bytemark_pass",
        state: "ok",
        sentence: "InnoDB, compact, latin1_swedish_ci, about 3,000,000 rows, 600 MiB, 2 foreign keys.",
        mend: null,
      },
    ]);
  });

  test("an engine without transactions is said, with what it means for this table", () => {
    const [, pass] = judgeTable({ ...TABLE, engine: "MyISAM" });
    expect(pass).toMatchObject({ state: "warn", mend: expect.stringContaining("--allow-copy") as string });
    const [, other] = judgeTable({ ...TABLE, name: "auth_user", engine: "MyISAM" });
    expect(other?.mend).toContain("ALTER TABLE auth_user ENGINE=InnoDB;");
  });
});

test("what PassDesk cannot do without fails, and what it can do without does not", () => {
  const lack = {
    table: "auth_user",
    column: "is_guest",
    sentence: "The column auth_user.is_guest is missing.",
  };
  expect(states(judgeLacks([{ ...lack, is_fatal: false, is_ours: false }]))).toEqual(["warn"]);
  expect(states(judgeLacks([{ ...lack, is_fatal: true, is_ours: false }]))).toEqual(["fail"]);
  expect(states(judgeLacks([]))).toEqual(["ok"]);
});

test("what a pass meets on its way to the archive is told, and warns where it stops or doubles something", () => {
  const tie = { name: "fk", sentence: "The foreign key fk is there.", refers: null };
  expect(states(judgeTies([]))).toEqual(["ok"]);
  const [blocks, keeps, met] = judgeTies([
    { ...tie, does: "blocks" },
    { ...tie, does: "keeps" },
    { ...tie, does: "met" },
  ]);
  expect(blocks).toMatchObject({
    state: "warn",
    sentence:
      "The foreign key fk is there. So PassDesk archives no pass of this portal; everything else works.",
    mend: expect.stringContaining("passdesk migrate") as string,
  });
  expect(keeps).toMatchObject({ state: "ok", mend: null });
  expect(met?.state).toBe("warn");
});

test("values that cannot be read are counted with examples; a table that takes too long is not called clean", () => {
  const odd = [{ column: "time_used", rows: 1200, ids: [4, 9, 17] }];
  expect(judgeOddValues("bytemark_pass", odd)[0]?.sentence).toBe(
    "1,200 rows hold a time_used that cannot be read (id 4, 9, 17). It stays as it is and is shown as empty.",
  );
  expect(states(judgeOddValues("bytemark_pass", null))).toEqual(["warn"]);
  expect(states(judgeOddValues("bytemark_pass", []))).toEqual(["ok"]);
});

test("rows that repeat a pass are counted; uncounted ones are not called none", () => {
  expect(judgeDuplicates({ rows: 130, different: 104 }).sentence).toMatch(/^26 rows/);
  expect(judgeDuplicates({ rows: 5, different: 5 }).state).toBe("ok");
  expect(judgeDuplicates(null).state).toBe("warn");
});

describe("steps", () => {
  test("each is told with what others notice; one that copies says what it needs", () => {
    expect(judgeSteps([STEP])[0]).toMatchObject({
      state: "ok",
      sentence: "bytemark_pass: add 2 indexes. In place, about 24 s; reading and writing go on.",
    });
    expect(states(judgeSteps([{ ...STEP, how: "By a copy, which needs --allow-copy" }]))).toEqual(["warn"]);
  });

  test("the room they take grows with rows and indexes", () => {
    expect(judgeRoom([STEP], [TABLE]).sentence).toContain("about 344 MiB");
    expect(judgeRoom([], [TABLE]).sentence).toContain("no room worth mentioning");
  });
});

describe("accounts", () => {
  const owner = {
    account: "'owner'@'%'",
    rights: new Set(["ALL PRIVILEGES", "PROCESS"]),
    server_rights: new Set(["PROCESS"]),
    can_grant: true,
    grants: [
      { scope: "schema" as const, on: "`portal`.*", table: "", rights: ["ALL PRIVILEGES", "GRANT OPTION"] },
    ],
    roles: [],
    user: "owner",
    host: "%",
  };
  const all = { owner, web: { errno: null } };
  const desk: AccountRights = { ...owner, account: "'web'@'%'", user: "web", grants: [], rights: new Set(), can_grant: false }; // prettier-ignore

  test("an owner with everything is fine; one without grant option or a right fails with the SQL that gives it", () => {
    expect(states(judgeOwner(owner, "portal"))).toEqual(["ok", "ok", "ok"]);
    const [rights, grant, process] = judgeOwner(
      {
        ...owner,
        rights: new Set(["SELECT", "INSERT", "UPDATE", "DELETE"]),
        server_rights: new Set(),
        can_grant: false,
      },
      "portal",
    );
    expect(rights).toMatchObject({
      state: "fail",
      mend: expect.stringContaining("GRANT CREATE, CREATE TEMPORARY TABLES, ALTER") as string,
    });
    expect(grant).toMatchObject({
      state: "fail",
      mend: expect.stringContaining("WITH GRANT OPTION") as string,
    });
    expect(process?.state).toBe("warn");
  });

  test("a process's user must be able to sign in and be somebody else than the owner", () => {
    expect(judgeProcessUser("web", desk, all).state).toBe("ok");
    expect(judgeProcessUser("worker", { errno: 1045 }, all)).toMatchObject({
      state: "fail",
      sentence:
        "The user of WORKER_DATABASE_URL cannot sign in: the server refuses the name or the password.",
    });
    expect(judgeProcessUser("web", { errno: null }, all).sentence).toContain("no server answers");
    expect(judgeProcessUser("web", owner, all).state).toBe("fail");
    expect(judgeProcessUser("web", desk, { owner, web: desk }).state, "told once").toBe("ok");
    expect(judgeProcessUser("worker", desk, { owner, web: desk }).sentence).toBe(
      "WORKER_DATABASE_URL names the web's user, 'web'@'%', who must not read provider tokens.",
    );
  });

  test("what a process's user has too much is said; grant cannot take away what an administrator gave", () => {
    const too = (grant: Omit<Grant, "table">) =>
      judgeProcessUser("web", { ...desk, grants: [{ ...grant, table: "" }] }, all);
    const onSchema = too({ scope: "schema", on: "`portal`.*", rights: ["SELECT"] });
    expect(onSchema).toMatchObject({ state: "warn", mend: "grant takes that away." });
    expect(too({ scope: "schema", on: "`port%`.*", rights: ["SELECT"] })).toMatchObject({
      state: "fail",
      mend: "As an administrator: REVOKE SELECT ON `port%`.* FROM 'web'@'%'; the owner cannot take that away.",
    });
    expect(too({ scope: "server", on: "*.*", rights: ["DELETE", "GRANT OPTION"] })).toMatchObject({
      state: "fail",
      mend: "As an administrator: REVOKE DELETE ON *.* FROM 'web'@'%'; REVOKE GRANT OPTION ON *.* FROM 'web'@'%'; the owner cannot take that away.",
    });
    expect(judgeProcessUser("web", { ...desk, roles: ["`dba`"] }, all)).toMatchObject({
      state: "fail",
      mend: "As an administrator: REVOKE `dba` FROM 'web'@'%'; the owner cannot take that away.",
    });
  });
});
