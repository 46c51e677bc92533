import { inRoot } from "../lib/paths.mjs";
import { makePortal } from "../lib/portal.mjs";
import { startChild } from "../lib/processes.mjs";
import { typescript } from "../lib/node-runtime.mjs";
import { Refusal, step } from "../lib/say.mjs";

const schema = "portal";
const [portal, passes] = ["legacy", 5_000];
const user = `'portal_application'@'127.0.0.1'`;

/** Makes an old portal with rows, without any user of PassDesk's, and starts a program that goes on writing
 * as it does. */
export async function startPortal(machine, node) {
  const password = "portal-application";
  await machine.sql(`${["owner", "web", "worker"].map((each) => `DROP USER 'passdesk_${each}'@'127.0.0.1'`).join("; ")};
    CREATE USER ${user} IDENTIFIED BY '${password}'; GRANT ALL ON ${schema}.* TO ${user}`);
  const url = `mysql://portal_application:${password}@127.0.0.1:${machine.database_port}/${schema}`;
  const env = { ...process.env, MIGRATION_DATABASE_URL: url };
  await step(`making the portal "${portal}" with ${passes} passes`, () =>
    makePortal(node, env, portal, "--passes", String(passes)),
  );
  const before = await lookAt(machine);
  const writer = startWriter(node, env);
  return { before, endWriter: writer.end, sameRows: (name) => sameRows(machine, before, name) };
}

function startWriter(node, env) {
  const file = inRoot("db", "testing", "portal", "keep-writing.ts");
  const options = { env, stdio: ["ignore", "pipe", "inherit"] };
  const { child, exited } = startChild("portal", node, typescript(file, portal), options);
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  const end = async () => {
    child.kill("SIGTERM");
    await exited;
    return JSON.parse(said);
  };
  return { end };
}

/** Every table of the portal: how it was made, its columns, and its rows as text. */
async function lookAt(machine) {
  const tables = await tablesOf(machine);
  const columns = (table) =>
    machine.sql(`SELECT GROUP_CONCAT('\`', COLUMN_NAME, '\`' ORDER BY ORDINAL_POSITION)
      FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '${schema}' AND TABLE_NAME = '${table}'`);
  const looks = [];
  for (const table of tables) {
    const look = { table, columns: await columns(table), made: await madeAs(machine, table) };
    look.last = await machine.sql(`SELECT COALESCE(MAX(id), 0) FROM ${schema}.${table}`);
    looks.push({ ...look, rows: await rowsOf(machine, look, schema) });
  }
  return looks;
}

const tablesOf = async (machine) => (await machine.sql(`SHOW TABLES FROM ${schema}`)).split("\n");

/* Rows that the portal adds meanwhile count on. */
const madeAs = async (machine, table) =>
  (await machine.sql(`SHOW CREATE TABLE ${schema}.${table}`)).replace(/ AUTO_INCREMENT=\d+/, "");

const rowsOf = (machine, { table, columns, last }, where) =>
  machine.sql(`SELECT ${columns} FROM ${where}.${table} WHERE id <= ${last} ORDER BY id`);

/** Refuses unless every row that was there in the beginning is in the schema `name` as it was. */
async function sameRows(machine, before, name) {
  for (const look of before) {
    if ((await rowsOf(machine, look, name)) !== look.rows)
      throw new Refusal(`Rows of ${name}.${look.table} are not what they were.`);
  }
}

/** Refuses unless the portal has the tables, made as they were, the rows, and everything that was written meanwhile. */
export async function sameAsBefore(machine, { before, endWriter }) {
  const written = await endWriter();
  if (written.failures.length > 0)
    throw new Refusal(`Statements of the portal failed meanwhile: ${JSON.stringify(written.failures)}`);
  const [tables, known] = [await tablesOf(machine), before.map(({ table }) => table)];
  if (tables.join() !== known.join()) throw new Refusal(`The portal had ${known} and now has ${tables}.`);
  for (const { table, made } of before) {
    const now = await madeAs(machine, table);
    if (now !== made) throw new Refusal(`${table} is not as it was:\n${made}\n${now}`);
  }
  await sameRows(machine, before, schema);
  const { last } = before.find(({ table }) => table === "bytemark_pass");
  const added = Number(await machine.sql(`SELECT COUNT(*) FROM ${schema}.bytemark_pass WHERE id > ${last}`));
  if (added !== written.activated || added === 0)
    throw new Refusal(`The portal activated ${written.activated} passes meanwhile, and ${added} are there.`);
  return written;
}
