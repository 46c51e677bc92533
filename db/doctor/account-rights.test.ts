import { expect, test } from "vitest";
import { readGrants } from "./account-rights";

const at = { account: "'owner'@'%'", schema: "portal" };
const held = (...lines: string[]) => {
  const { rights, can_grant, tables } = readGrants(lines, at);
  return { rights: [...rights], can_grant, tables };
};

test("rights on the schema and on the server are found, with the grant option", () => {
  expect(
    held(
      "GRANT USAGE ON *.* TO `owner`@`%` IDENTIFIED BY PASSWORD '*6BB4'",
      "GRANT ALL PRIVILEGES ON `portal`.* TO `owner`@`%` WITH GRANT OPTION",
    ),
  ).toEqual({ rights: ["ALL PRIVILEGES"], can_grant: true, tables: [] });
  expect(held("GRANT SELECT, CREATE VIEW ON *.* TO `owner`@`%`").rights).toEqual(["SELECT", "CREATE VIEW"]);
});

test("a schema in a grant may be a pattern, and another schema is not this one", () => {
  expect(held("GRANT SELECT ON `port%`.* TO `owner`@`%`").rights).toEqual(["SELECT"]);
  expect(held("GRANT SELECT ON `porta_`.* TO `owner`@`%`").rights).toEqual(["SELECT"]);
  expect(held("GRANT SELECT ON `porta\\_`.* TO `owner`@`%`").rights).toEqual([]);
  expect(held("GRANT ALL PRIVILEGES ON `other`.* TO `owner`@`%` WITH GRANT OPTION")).toEqual({
    rights: [],
    can_grant: false,
    tables: [],
  });
});

test("a right on one table is told apart from one on all", () => {
  expect(held("GRANT SELECT (`id`), UPDATE ON `portal`.`auth_user` TO `owner`@`%`")).toEqual({
    rights: [],
    can_grant: false,
    tables: ["auth_user"],
  });
});

test("a role, and lines that are no grants of rights, count for nothing", () => {
  expect(held("GRANT `dba` TO `owner`@`%`", "SET DEFAULT ROLE `dba` FOR `owner`@`%`").rights).toEqual([]);
});
