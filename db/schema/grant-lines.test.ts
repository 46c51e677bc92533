import { expect, test } from "vitest";
import { canTakeAway, readGrants } from "./grant-lines";

const at = { account: "'owner'@'%'", schema: "portal" };
const held = (...lines: string[]) => {
  const { rights, can_grant } = readGrants(lines, at);
  return { rights: [...rights], can_grant };
};
const grants = (...lines: string[]) => readGrants(lines, at).grants;

test("rights on the schema and on the server are found, with the grant option", () => {
  expect(
    held(
      "GRANT USAGE ON *.* TO `owner`@`%` IDENTIFIED BY PASSWORD '*6BB4'",
      "GRANT ALL PRIVILEGES ON `portal`.* TO `owner`@`%` WITH GRANT OPTION",
    ),
  ).toEqual({ rights: ["ALL PRIVILEGES"], can_grant: true });
  expect(held("GRANT SELECT, CREATE VIEW ON *.* TO `owner`@`%`").rights).toEqual(["SELECT", "CREATE VIEW"]);
});

test("a schema in a grant may be a pattern, and another schema is not this one", () => {
  expect(held("GRANT SELECT ON `port%`.* TO `owner`@`%`").rights).toEqual(["SELECT"]);
  expect(held("GRANT SELECT ON `porta_`.* TO `owner`@`%`").rights).toEqual(["SELECT"]);
  expect(held("GRANT SELECT ON `porta\\_`.* TO `owner`@`%`").rights).toEqual([]);
  expect(held("GRANT ALL PRIVILEGES ON `other`.* TO `owner`@`%` WITH GRANT OPTION")).toEqual({
    rights: [],
    can_grant: false,
  });
});

test("a grant is kept as it is spelled, for a statement that takes it away", () => {
  const lines = [
    "GRANT DELETE, UPDATE ON `port\\_a`.* TO `owner`@`%`",
    "GRANT SELECT ON port_a.* TO owner@%",
  ];
  expect(readGrants(lines, { ...at, schema: "port_a" }).grants).toEqual([
    { scope: "schema", on: "`port\\_a`.*", table: "", rights: ["DELETE", "UPDATE"] },
    { scope: "schema", on: "port_a.*", table: "", rights: ["SELECT"] },
  ]);
});

test("a grant is taken away only by whoever may give at least as much", () => {
  const may = (own: string, other: string) =>
    canTakeAway(readGrants([`GRANT ALL PRIVILEGES ON ${own} TO \`owner\`@\`%\` WITH GRANT OPTION`], { ...at, schema: "port_a" }), other); // prettier-ignore
  expect(may("*.*", "`port%`.*")).toBe(true);
  expect(may("`port%`.*", "`port\\_a`.*")).toBe(true);
  expect(may("`port_a`.*", "`port\\_a`.*")).toBe(true);
  expect(may("`port_a`.*", "`port_a`.*")).toBe(true);
  expect(may("`port\\_a`.*", "`port\\_a`.*")).toBe(true);
  expect(may("`port\\_a`.*", "`port_a`.*")).toBe(false);
  expect(may("`port_a`.*", "`port%a`.*")).toBe(false);
  expect(canTakeAway(readGrants(["GRANT ALL PRIVILEGES ON *.* TO `owner`@`%`"], at), "`portal`.*")).toBe(
    false,
  );
});

test("a right on one table is told apart from one on all, and one on a column from one on the table", () => {
  const line = "GRANT SELECT (`id`, name), UPDATE ON `portal`.`auth_user` TO `owner`@`%` WITH GRANT OPTION";
  expect(held(line)).toEqual({ rights: [], can_grant: false });
  expect(grants(line)).toEqual([
    {
      scope: "table",
      on: "`auth_user`",
      table: "auth_user",
      rights: ["SELECT:id", "SELECT:name", "UPDATE", "GRANT OPTION"],
    },
  ]);
  expect(grants("GRANT SELECT ON `porta_`.`auth_user` TO `owner`@`%`"), "of another schema").toEqual([]);
  expect(grants("GRANT EXECUTE ON PROCEDURE `portal`.`purge` TO `owner`@`%`")).toEqual([
    { scope: "routine", on: "PROCEDURE `purge`", table: "", rights: ["EXECUTE"] },
  ]);
});

test("what a role brings counts as a right and not as a grant of the account's own", () => {
  const active = readGrants(["GRANT `dba` TO `owner`@`%`", "GRANT DELETE ON `portal`.* TO `dba`"], at);
  expect(active).toMatchObject({ grants: [], roles: ["`dba`"] });
  expect([...active.rights]).toEqual(["DELETE"]);
  const brought = ["GRANT DELETE ON `portal`.* TO `owner`@`%`"];
  const asked = readGrants(["GRANT `dba`@`%`,`ops`@`%` TO `owner`@`%`"], { ...at, active: brought });
  expect(asked).toMatchObject({ grants: [], roles: ["`dba`@`%`", "`ops`@`%`"] });
  expect([...asked.rights]).toEqual(["DELETE"]);
  expect(readGrants(["SET DEFAULT ROLE `dba` FOR `owner`@`%`"], at).roles).toEqual([]);
});
