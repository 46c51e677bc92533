import { expect, test } from "vitest";
import { migrate, migrateDown, plannedSteps } from "./migrate";
import { SchemaRefusal } from "@/db/schema/steps/schema-refusal";
import { createPortal } from "@/db/testing/portal/create-portal";
import { drawPortal } from "@/db/testing/portal/draw-portal";
import { loadPortal } from "@/db/testing/portal/load-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import type { PortalShape } from "@/db/testing/portal/portal-shape";
import { type BareSchema, createBareSchema } from "@/db/testing/schema";
import { TEST_SEED } from "@/db/testing/seed";
import { schemaTexts } from "@/db/testing/schema-texts";

const PASSES = 400;
const ANCHOR = "2026-11-18 15:30:00";

async function withPortal(shape: PortalShape, work: (schema: BareSchema) => Promise<void>): Promise<void> {
  const schema = await createBareSchema();
  try {
    await createPortal(schema.url.owner, shape);
    await loadPortal(schema.url.owner, { shape, passes: PASSES, seed: TEST_SEED, anchor: ANCHOR });
    await work(schema);
  } finally {
    await schema.drop();
  }
}

async function contentOf({ owner }: BareSchema, columns: readonly string[]): Promise<unknown[]> {
  return owner("bytemark_pass")
    .select([...columns])
    .orderBy("id");
}

async function columnsOf({ owner }: BareSchema): Promise<string[]> {
  return owner("information_schema.COLUMNS")
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'bytemark_pass'")
    .orderBy("ORDINAL_POSITION")
    .pluck("COLUMN_NAME");
}

const SHAPES = [...Object.values(NAMED_PORTALS), drawPortal(TEST_SEED)];

test.each(SHAPES.map((shape) => [shape.name, shape] as const))(
  "%s: every value stays, rows from before claim no time, and the way back gives every table as it was",
  async (_, shape) => {
    await withPortal(shape, async (schema) => {
      const before = await schemaTexts(schema.owner);
      const own = await columnsOf(schema);
      const rows = await contentOf(schema, own);
      await migrate(schema.owner, { allowCopy: true });
      expect(await plannedSteps(schema.owner)).toEqual([]);
      expect(await contentOf(schema, own)).toEqual(rows);
      const added = (await columnsOf(schema)).filter((name) => !own.includes(name));
      for (const name of ["created_on", "modified_on"].filter((each) => added.includes(each))) {
        expect(await schema.owner("bytemark_pass").whereNotNull(name).limit(1)).toEqual([]);
      }
      const back = await migrateDown(schema.owner, { allowCopy: true });
      expect(back.changed).toEqual([]);
      expect(await schemaTexts(schema.owner)).toEqual(before);
      expect(await contentOf(schema, own)).toEqual(rows);
    });
  },
);

test("a column of the portal's own keeps its name, its type and its values; ours is called pd_ before it", async () => {
  await withPortal(NAMED_PORTALS.legacy, async (schema) => {
    const rows = await contentOf(schema, ["id", "status", "user_id"]);
    await migrate(schema.owner, { allowCopy: true });
    expect(await columnsOf(schema)).toEqual(expect.arrayContaining(["status", "pd_status", "user_id", "pd_user_id"])); // prettier-ignore
    expect(await contentOf(schema, ["id", "status", "user_id"])).toEqual(rows);
    expect(await schema.owner("bytemark_pass").whereNotNull("pd_user_id").limit(1)).toEqual([]);
  });
});

test("a zero or partial date is no time, and what is not a time does not stop the portal's rows", async () => {
  await withPortal({ ...NAMED_PORTALS.legacy, my_isam: [] }, async (schema) => {
    await migrate(schema.owner);
    const unreadable = await schema
      .owner("bytemark_pass")
      .whereRaw("MONTH(time_used) = 0 OR DAYOFMONTH(time_used) = 0")
      .select("pd_time_used", "settled_status");
    expect(unreadable.length).toBeGreaterThan(0);
    expect(unreadable.every(({ pd_time_used }) => pd_time_used === null)).toBe(true);
    const [differ] = await schema.owner("bytemark_pass")
      .whereRaw("MONTH(time_used) > 0 AND DAYOFMONTH(time_used) > 0 AND NOT (pd_time_used <=> time_used)")
      .count({ n: "*" }); // prettier-ignore
    expect(Number(differ?.["n"])).toBe(0);
  });
});

test("a table that only a copy can alter is left alone unless that is allowed, and so is everything else", async () => {
  await withPortal(NAMED_PORTALS.myisam, async (schema) => {
    const before = await schemaTexts(schema.owner);
    const refused = await migrate(schema.owner).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SchemaRefusal);
    expect(String(refused)).toMatch(
      /bytemark_pass \(move from MyISAM to InnoDB, about \d+ s\).*--allow-copy/,
    );
    expect(await schemaTexts(schema.owner)).toEqual(before);
  });
});

test("no table of the portal is made where a portal is: what is missing stays missing", async () => {
  const shape: PortalShape = {
    ...NAMED_PORTALS.plain,
    without: [...NAMED_PORTALS.plain.without, "internal_user_tag", "points_transaction", "token_transaction"],
  };
  await withPortal(shape, async (schema) => {
    const portal = Object.keys(await schemaTexts(schema.owner));
    await migrate(schema.owner);
    const made = Object.keys(await schemaTexts(schema.owner)).filter((name) => !portal.includes(name));
    expect(made.filter((name) => !name.startsWith("pd_"))).toEqual(["bytemark_pass_archive"]);
  });
});

test("a database of something else is refused, untouched", async () => {
  const schema = await createBareSchema();
  await schema.owner.raw("CREATE TABLE auth_user (id INT PRIMARY KEY)");
  await schema.owner.raw("INSERT INTO auth_user VALUES (1)");
  await expect(migrate(schema.owner)).rejects.toThrow("no bytemark_pass");
  expect(Object.keys(await schemaTexts(schema.owner))).toEqual(["auth_user"]);
  await schema.drop();
});

const VERSIONED = ["ALTER TABLE bytemark_pass ADD SYSTEM VERSIONING"];
const AS_VIEW = ["RENAME TABLE bytemark_pass TO passes", "CREATE VIEW bytemark_pass AS SELECT * FROM passes"];

/* MySQL keeps no former rows of a table. */
async function isMariaDb({ owner }: BareSchema): Promise<boolean> {
  const [[row]] = (await owner.raw("SELECT VERSION() AS version")) as [{ version: string }[], unknown];
  return row?.version.includes("MariaDB") ?? false;
}

test("a portal with empty tables whose passes are versioned or a view is refused, and no demo is made in it", async () => {
  for (const [says, statements] of [
    ["no bytemark_pass among its tables", AS_VIEW],
    ["bytemark_pass is kept WITH SYSTEM VERSIONING", VERSIONED],
  ] as const) {
    const schema = await createBareSchema();
    if (statements === VERSIONED && !(await isMariaDb(schema))) return schema.drop();
    await createPortal(schema.url.owner, NAMED_PORTALS.plain);
    for (const statement of statements) await schema.owner.raw(statement);
    const before = await schemaTexts(schema.owner);
    await expect(migrate(schema.owner)).rejects.toThrow(says);
    expect(await schemaTexts(schema.owner)).toEqual(before);
    await schema.drop();
  }
});

test("another table of the portal may be versioned: its index comes and goes, its history stays", async () => {
  await withPortal(NAMED_PORTALS.plain, async (schema) => {
    if (await isMariaDb(schema)) await schema.owner.raw("ALTER TABLE bytemark_orders ADD SYSTEM VERSIONING");
    const before = await schemaTexts(schema.owner);
    await migrate(schema.owner);
    const [row] = await schema.owner("pd_order").count({ n: "*" });
    expect(Number(row?.["n"])).toBeGreaterThan(0);
    expect((await migrateDown(schema.owner)).changed).toEqual([]);
    expect(await schemaTexts(schema.owner)).toEqual(before);
  });
});

test("the way back finds what is PassDesk's in tables that were renamed meanwhile", async () => {
  await withPortal(NAMED_PORTALS.latin, async (schema) => {
    const before = await schemaTexts(schema.owner);
    await migrate(schema.owner, { allowCopy: true });
    // As the portal does when it moves on, and as online-schema tools do with the table they have copied.
    await schema.owner.raw("RENAME TABLE points_transaction TO points_before");
    await schema.owner.raw("CREATE TABLE _bytemark_pass_old LIKE bytemark_pass");
    await migrateDown(schema.owner, { allowCopy: true });
    const nameless = (text = "") => text.replace(/^CREATE TABLE `\w+`/, "");
    const after = await schemaTexts(schema.owner);
    expect(nameless(after["points_before"])).toBe(nameless(before["points_transaction"]));
    expect(nameless(after["_bytemark_pass_old"])).toBe(nameless(before["bytemark_pass"]));
    expect(after["bytemark_pass"]).toBe(before["bytemark_pass"]);
  });
});

test("a portal that cannot be read is refused before anything is changed", async () => {
  await withPortal(NAMED_PORTALS.plain, async (schema) => {
    await schema.owner.raw("ALTER TABLE bytemark_order_items MODIFY order_uuid BLOB");
    const before = await schemaTexts(schema.owner);
    const refused = await migrate(schema.owner).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SchemaRefusal);
    expect(String(refused)).toContain(
      "bytemark_order_items.order_uuid is BLOB, which cannot be read as text. Nothing was changed.",
    );
    expect(await schemaTexts(schema.owner)).toEqual(before);
  });
});

const CHANGES_OF_A_PORTAL = [
  "ALTER TABLE bytemark_pass MODIFY oauth_token VARCHAR(2000) CHARACTER SET utf8mb4 NULL",
  "ALTER TABLE bytemark_pass ADD COLUMN zone VARCHAR(8) NOT NULL DEFAULT 'A', ADD COLUMN doubled INT AS (LENGTH(pass_uuid) * 2) STORED",
  "ALTER TABLE bytemark_pass DEFAULT CHARACTER SET latin1, ADD COLUMN plain_text VARCHAR(20) NULL",
  "ALTER TABLE bytemark_pass MODIFY pass_uuid VARCHAR(200) CHARACTER SET utf8mb4 NULL",
];

test("what the portal makes of its pass table, migrate makes of the archive, whose rows stay", async () => {
  await withPortal(NAMED_PORTALS.plain, async (schema) => {
    await migrate(schema.owner);
    await schema.owner.raw("INSERT INTO bytemark_pass_archive (id, pass_uuid) VALUES (9, 'archived')");
    const types = async (table: string) => {
      const rows: { name: string; type: string; charset: string }[] = await schema
        .owner("information_schema.COLUMNS")
        .whereRaw("TABLE_SCHEMA = DATABASE()")
        .where("TABLE_NAME", table)
        .select({ name: "COLUMN_NAME", type: "COLUMN_TYPE", charset: "CHARACTER_SET_NAME" });
      return new Map(rows.map(({ name, ...rest }) => [name, rest]));
    };
    for (const change of CHANGES_OF_A_PORTAL) {
      await schema.owner.raw(change);
      expect((await migrate(schema.owner)).map(({ table }) => table)).toContain("bytemark_pass_archive");
      const archive = await types("bytemark_pass_archive");
      for (const [name, type] of await types("bytemark_pass")) expect([name, archive.get(name)]).toEqual([name, type]); // prettier-ignore
      expect(await plannedSteps(schema.owner)).toEqual([]);
    }
    expect(await schema.owner("bytemark_pass_archive").select("id", "pass_uuid", "zone")).toEqual([
      { id: 9, pass_uuid: "archived", zone: "A" },
    ]);
  });
});

test("the way back is refused while passes are archived, and nothing is changed", async () => {
  await withPortal(NAMED_PORTALS.plain, async (schema) => {
    await migrate(schema.owner);
    await schema.owner.raw("INSERT INTO bytemark_pass_archive (pass_uuid) VALUES ('archived')");
    const before = await schemaTexts(schema.owner);
    await expect(migrateDown(schema.owner)).rejects.toThrow("The archive holds passes");
    expect(await schemaTexts(schema.owner)).toEqual(before);
  });
});

test("a pass that is archived while the way back begins is not lost: the way back stops, and nothing is changed", async () => {
  await withPortal(NAMED_PORTALS.plain, async (schema) => {
    await migrate(schema.owner);
    const before = await schemaTexts(schema.owner);
    const worker = await schema.owner.transaction();
    await worker.raw("INSERT INTO bytemark_pass_archive (pass_uuid) VALUES ('archived')");
    let isWaiting: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (isWaiting = resolve));
    const back = migrateDown(schema.owner, {
      report: (line) => line.startsWith("bytemark_pass_archive is locked") && isWaiting?.(),
    }).catch(String);
    await waiting;
    await worker.commit();
    expect(await back).toContain("The archive holds passes");
    expect(await schemaTexts(schema.owner)).toEqual(before);
    expect(await schema.owner("bytemark_pass_archive").pluck("pass_uuid")).toEqual(["archived"]);
  });
});
