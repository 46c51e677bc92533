import { join } from "node:path";
import ts from "typescript";

const ROOT = "/house";
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  types: [],
  lib: ["lib.es2023.d.ts"],
  paths: { "@/*": [`${ROOT}/*`] },
};

/* The least of each piece by which a law can recognize it. */
const PIECES: Record<string, string> = {
  "lib/context.ts": `
    import type { Database } from "@/db/connection";
    export interface Actor { id: string; role: string }
    export interface Context { actor: Actor | null; db: Database; zone: string }`,
  "lib/auth/authorize.ts": `import "server-only";
    import type { Actor, Context } from "@/lib/context";
    declare class Asked { private readonly asked: true }
    export type Authorized = Actor & Asked;
    export interface AuthorizedContext extends Context { actor: Authorized }
    export type MachineContext = Context & { actor: null } & Asked;
    /** @unauthorized This is where everybody is asked. */
    export function authorize(ctx: Context, act: string): Authorized { return ctx.actor as Authorized; }`,
  "lib/audit/record-audit.ts": `
    import { insertAudit } from "@/db/audit/audit-log";
    export async function recordAudit(trx: unknown, entry: string) { await insertAudit(trx, entry); }`,
  "lib/audit/record-audits.ts": `
    import { insertAudit } from "@/db/audit/audit-log";
    export async function recordAudits(trx: unknown, entries: string[]) { await insertAudit(trx, entries.join()); }`,
  "db/connection.ts": `
    import type { Knex } from "knex";
    export type Database = Knex;`,
  "db/transaction.ts": `
    import type { Knex } from "knex";
    export type Transaction = Knex.Transaction;
    export async function withTransaction<T>(db: Knex, story: (trx: Transaction) => Promise<T>): Promise<T> {
      return story(await db.transaction());
    }`,
  "db/audit/audit-log.ts": `
    export async function insertAudit(trx: any, entry: string) { await trx("pd_audit").insert({ entry }); }`,
  "node_modules/server-only/index.d.ts": "export {};",
  "node_modules/knex/index.d.ts": `
    export declare namespace Knex { interface Transaction extends Knex { commit(): Promise<void> } }
    export interface Builder extends Promise<any[]> {
      where(where: object): Builder; select(...columns: string[]): Builder; forUpdate(): Builder;
      insert(row: object): Builder; update(row: object): Builder; delete(): Builder;
      onConflict(): { merge(): Builder };
    }
    export interface Knex { (table: string): Builder; raw(sql: string, bindings?: unknown[]): Builder;
      batchInsert(table: string, rows: unknown[]): Builder; destroy(): Promise<void>; transaction(): Promise<Knex.Transaction> }`,
};

const known = new Map<string, ts.SourceFile | undefined>();

/** The findings of a law, without their places, in a program of the pieces and these files. */
export function findIn(
  law: (program: ts.Program, root: string) => string[],
  files: Readonly<Record<string, string>>,
): string[] {
  const sources = new Map(
    Object.entries({ ...PIECES, ...files }).map(([path, text]) => [join(ROOT, path), text]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const readLibrary = host.getSourceFile.bind(host);
  host.fileExists = (path) => sources.has(path) || ts.sys.fileExists(path);
  host.directoryExists = (path) => path.startsWith(ROOT) || ts.sys.directoryExists(path);
  host.readFile = (path) => sources.get(path) ?? ts.sys.readFile(path);
  host.getSourceFile = (path, language) => {
    const text = sources.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, language, true);
    if (!known.has(path)) known.set(path, readLibrary(path, language));
    return known.get(path);
  };
  const names = [...sources.keys()].filter((path) => !path.includes("node_modules"));
  const program = ts.createProgram(names, OPTIONS, host);
  for (const path of Object.keys(files)) requireSound(program, join(ROOT, path));
  return law(program, ROOT);
}

/* A control that does not compile proves nothing. */
function requireSound(program: ts.Program, path: string): void {
  const [problem] = program.getSemanticDiagnostics(program.getSourceFile(path));
  if (problem) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(problem.messageText, "\n")}`);
}
