import "server-only";
import { randomBytes } from "node:crypto";
import { type ConnectionOptions, type Database, openDatabase } from "@/db/connection";
import { grantRights } from "@/db/schema/give-rights";
import { migrate } from "@/db/schema/migrate";
import { chosenPortal } from "@/db/testing/portal/chosen-portal";
import { createPortal } from "@/db/testing/portal/create-portal";
import type { PortalShape } from "@/db/testing/portal/portal-shape";

export interface TestSchema {
  name: string;
  /** Has all rights in this schema. */
  owner: Database;
  /** Has the rights of the web process: none on any secret column. */
  web: Database;
  worker: Database;
  url: { owner: string; web: string; worker: string };
  drop: () => Promise<void>;
}

const OPTIONS: ConnectionOptions = { poolSize: 8, serverTimeout_ms: 0, clientTimeout_ms: 0 };
const WEB_OPTIONS: ConnectionOptions = { poolSize: 24, serverTimeout_ms: 5000, clientTimeout_ms: 2500 };

function serverUrl(
  name: "MIGRATION_DATABASE_URL" | "DATABASE_URL" | "WORKER_DATABASE_URL",
  schema: string,
): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run database tests with \`npm test\``);
  const url = new URL(value);
  url.pathname = `/${schema}`;
  return url.href;
}

export interface BareSchema {
  name: string;
  owner: Database;
  url: TestSchema["url"];
  drop: () => Promise<void>;
}

/** A new schema on the real server without any table. Drop it in `afterAll`. */
export async function createBareSchema(): Promise<BareSchema> {
  const name = `portal_${randomBytes(6).toString("hex")}`;
  const server = openDatabase(process.env["MIGRATION_DATABASE_URL"] ?? "", { ...OPTIONS, poolSize: 1 });
  await server.raw("CREATE DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", [name]);
  const url = {
    owner: serverUrl("MIGRATION_DATABASE_URL", name),
    web: serverUrl("DATABASE_URL", name),
    worker: serverUrl("WORKER_DATABASE_URL", name),
  };
  const owner = openDatabase(url.owner, OPTIONS);
  const drop = async () => {
    await owner.destroy();
    await server.raw("DROP DATABASE ??", [name]);
    await server.destroy();
  };
  return { name, owner, url, drop };
}

/**
 * A new migrated schema on the real server, with production's rights, on the portal of `TEST_PORTAL` unless told which.
 * Drop it in `afterAll`.
 */
export async function createTestSchema(shape: PortalShape | null = chosenPortal()): Promise<TestSchema> {
  const { name, owner, url, drop } = await createBareSchema();
  if (shape) await createPortal(url.owner, shape);
  // Some portals have tables in MyISAM, which are altered only by a copy.
  await migrate(owner, { allowCopy: shape !== null });
  await grantRights(owner, { web: url.web, worker: url.worker });
  const web = openDatabase(url.web, WEB_OPTIONS);
  const worker = openDatabase(url.worker, OPTIONS);
  return {
    name,
    owner,
    web,
    worker,
    url,
    drop: async () => {
      await Promise.all([web.destroy(), worker.destroy()]);
      await drop();
    },
  };
}
