import { expect, test } from "vitest";
import { migrate, migrateDown, plannedDown, plannedSteps } from "./migrate";
import { describeSteps } from "@/db/schema/steps/describe-steps";
import type { Step } from "@/db/schema/steps/step";
import { createPortal } from "@/db/testing/portal/create-portal";
import { loadPortal } from "@/db/testing/portal/load-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { type BareSchema, createBareSchema } from "@/db/testing/schema";
import { schemaTexts } from "@/db/testing/schema-texts";

const COPY = "By a copy, which needs --allow-copy";
const ANEW = "In place, by writing the table anew";
const PARTITIONS = `ALTER TABLE bytemark_pass PARTITION BY RANGE (id)
  (PARTITION first VALUES LESS THAN (100), PARTITION rest VALUES LESS THAN MAXVALUE)`;

async function withPortal(statement: string, work: (schema: BareSchema) => Promise<void>): Promise<void> {
  const schema = await createBareSchema();
  const shape = NAMED_PORTALS.plain;
  try {
    await createPortal(schema.url.owner, shape);
    await loadPortal(schema.url.owner, { shape, passes: 400, seed: 1, anchor: "2026-11-18 15:30:00" });
    await schema.owner.raw(statement);
    await work(schema);
  } finally {
    await schema.drop();
  }
}

async function isMariaDb({ owner }: BareSchema): Promise<boolean> {
  const [[row]] = (await owner.raw("SELECT VERSION() AS version")) as [{ version: string }[], unknown];
  return row?.version.includes("MariaDB") ?? false;
}

/* How the columns of the pass table are added or dropped. */
function columnsOf(steps: readonly Step[]): Record<string, string> {
  const told = describeSteps(steps).filter(({ table }) => table === "bytemark_pass");
  const how = (kind: RegExp) => told.find(({ title }) => kind.test(title))?.how ?? "";
  return { plain: how(/\d+ columns|PassDesk's columns/), generated: how(/generated/) };
}

test.each([
  ["a full-text index", "ALTER TABLE bytemark_pass ADD FULLTEXT KEY found (oauth_token)", { plain: COPY, generated: "Instantly" }, { plain: COPY, generated: "Instantly" }],
  ["partitions", PARTITIONS, { plain: "Instantly", generated: COPY }, { plain: "Instantly", generated: "Instantly" }],
  ["compressed rows", "ALTER TABLE bytemark_pass ROW_FORMAT=COMPRESSED", { plain: ANEW, generated: "Instantly" }, { plain: ANEW, generated: "Instantly" }],
] as const)("%s: it is said before which way each step goes, what needs a copy is refused before anything is changed, and goes so up and down", async (_, statement, onMariaDb, onMySql) => {
  await withPortal(statement, async (schema) => {
    const expected = (await isMariaDb(schema)) ? onMariaDb : onMySql;
    const needsCopy = Object.values(expected).some((how) => how === COPY);
    const before = await schemaTexts(schema.owner);
    expect(columnsOf(await plannedSteps(schema.owner))).toEqual(expected);
    if (needsCopy) {
      await expect(migrate(schema.owner)).rejects.toThrow("Nothing was changed: call migrate with --allow-copy");
      expect(await schemaTexts(schema.owner)).toEqual(before);
    }
    await migrate(schema.owner, { allowCopy: needsCopy });
    expect(await plannedSteps(schema.owner)).toEqual([]);
    const there = await schemaTexts(schema.owner);
    expect(columnsOf((await plannedDown(schema.owner)).steps)).toEqual(expected);
    if (needsCopy) {
      await expect(migrateDown(schema.owner)).rejects.toThrow("Nothing was changed: call migrate with --allow-copy");
      expect(await schemaTexts(schema.owner)).toEqual(there);
    }
    await migrateDown(schema.owner, { allowCopy: needsCopy });
    expect(await schemaTexts(schema.owner)).toEqual(before);
  });
}); // prettier-ignore
