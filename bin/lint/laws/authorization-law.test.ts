import { expect, test } from "vitest";
import { authorizationFindings } from "./authorization-law.mjs";
import { findIn } from "./small-house";

const HEAD = `import "server-only";
import { authorize, type Authorized, type AuthorizedContext, type MachineContext } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
declare function rows(db: unknown): Promise<string[]>;
`;
const judge = (source: string, head = HEAD) =>
  findIn(authorizationFindings, { "lib/notes/list-notes.ts": head + source }).map((each) =>
    each.replace(/^.*?:\d+: /, ""),
  );
const UNASKED = expect.stringMatching(/takes who asks/) as string;

test.each([
  ["not at all", `export async function listNotes(ctx: Context) { return rows(ctx.db); }`],
  [
    "too late",
    `export async function a(ctx: Context) { const b = await rows(ctx.db); authorize(ctx, "note.list"); return b; }`,
  ],
  [
    "only sometimes",
    `export async function a(ctx: Context) { if (ctx.zone) authorize(ctx, "note.list"); return rows(ctx.db); }`,
  ],
  [
    "on one side of a condition",
    `export function a(ctx: Context) { const b = ctx.zone ? authorize(ctx, "a") : null; return b; }`,
  ],
  ["behind an and", `export function a(ctx: Context) { ctx.zone && authorize(ctx, "a"); return 1; }`],
  [
    "in a function nobody calls",
    `export function a(ctx: Context) { const b = () => authorize(ctx, "a"); return b; }`,
  ],
  [
    "for somebody else",
    `export function a(ctx: Context, other: Actor) { authorize({ ...ctx, actor: other }, "a"); return ctx; }`,
  ],
  [
    "for a context of the module",
    `declare const own: Context; export function a(ctx: Context) { authorize(own, "a"); return ctx; }`,
  ],
])("a verb that authorizes %s is found", (_, source) => {
  expect(judge(source)).toContainEqual(UNASKED);
});

test.each([
  ["an arrow", `export const a = async (ctx: Context) => rows(ctx.db);`],
  ["a function that is not async", `export function a(ctx: Context) { return rows(ctx.db); }`],
  ["a parameter of another name", `export async function a(c: Context) { return rows(c.db); }`],
  ["a later parameter", `export async function a(id: string, ctx: Context) { return rows(ctx.db); }`],
  ["a context taken apart", `export async function a({ db }: Context) { return rows(db); }`],
  [
    "a part of a context",
    `export async function a(ctx: Pick<Context, "actor" | "db">) { return rows(ctx.db); }`,
  ],
  [
    "a context without its zone",
    `export async function a(ctx: Omit<Context, "zone">) { return rows(ctx.db); }`,
  ],
  [
    "a type of another name",
    `type Ground = Context; export async function a(ground: Ground) { return rows(ground.db); }`,
  ],
  [
    "a type that extends it",
    `interface Own extends Context { id: string } export async function a(own: Own) { return rows(own.db); }`,
  ],
  [
    "a copy of its shape",
    `interface Own { actor: Actor | null; db: unknown } export async function a(own: Own) { return rows(own.db); }`,
  ],
  [
    "any type that is a context",
    `export async function a<C extends Context>(ctx: C) { return rows(ctx.db); }`,
  ],
  [
    "a context inside a request",
    `export async function a(request: { ctx: Context; id: string }) { return rows(request.ctx.db); }`,
  ],
  [
    "the rest of the parameters",
    `export async function a(...all: [Context, string]) { return rows(all[0].db); }`,
  ],
  ["a default", `export async function a(ctx: Context | null = null) { return rows(ctx?.db); }`],
  ["a person alone", `export async function a(actor: Actor) { return rows(actor.id); }`],
  ["a method", `export const notes = { async list(ctx: Context) { return rows(ctx.db); } };`],
  ["a function of an object", `export const notes = { list: async (ctx: Context) => rows(ctx.db) };`],
  [
    "a shorthand",
    `async function list(ctx: Context) { return rows(ctx.db); } export const notes = { list };`,
  ],
  ["a function of a class", `export class Notes { async list(ctx: Context) { return rows(ctx.db); } }`],
  [
    "an export under another name",
    `async function inner(ctx: Context) { return rows(ctx.db); } export { inner as listNotes };`,
  ],
  ["a default export", `export default async function (ctx: Context) { return rows(ctx.db); }`],
  [
    "a wrapped function",
    `const once = <T,>(f: T) => f; export const a = once(async (ctx: Context) => rows(ctx.db));`,
  ],
  [
    "a function that is made",
    `const make = () => async (ctx: Context) => rows(ctx.db); export const a = make();`,
  ],
  [
    "a function that is returned",
    `export const make = (id: string) => async (ctx: Context) => rows(ctx.db + id);`,
  ],
  ["a member of a pattern", `export const { a } = { a: async (ctx: Context) => rows(ctx.db) };`],
  [
    "the default of a pattern",
    `declare const own: { a?: (ctx: Context) => unknown }; export const { a = async (ctx: Context) => rows(ctx.db) } = own;`,
  ],
  ["one of a list", `export const [a, b] = [async (ctx: Context) => rows(ctx.db), 1];`],
  [
    "what stands in for another",
    `declare const own: ((ctx: Context) => unknown) | null; export const a = own ?? (async (ctx: Context) => rows(ctx.db));`,
  ],
  [
    "one side of an or",
    `declare const own: ((ctx: Context) => unknown) | undefined; export const a = own || ((ctx: Context) => rows(ctx.db));`,
  ],
  [
    "a type that is written elsewhere",
    `type Verb = (ctx: Context) => unknown; export const a: Verb = (ctx) => rows(ctx.db);`,
  ],
])("a verb is a verb as %s", (_, source) => {
  expect(judge(source)).toContainEqual(UNASKED);
});

test("a function that is only called authorize asks nobody", () => {
  const own =
    HEAD.replace("authorize, ", "") + `function authorize(ctx: Context, act: string) { return [ctx, act]; }`;
  const source = `\nexport function a(ctx: Context) { authorize(ctx, "a"); return 1; }`;
  expect(judge(source, own)).toContainEqual(UNASKED);
});

test.each([
  ["first", `export async function a(ctx: Context) { authorize(ctx, "a"); return rows(ctx.db); }`],
  [
    "and keeps the answer",
    `export async function a(ctx: Context) { const actor = authorize(ctx, "a"); return actor; }`,
  ],
  [
    "and takes the answer apart",
    `export async function a(ctx: Context) { const { id } = authorize(ctx, "a"); return id; }`,
  ],
  ["and answers with it", `export const a = (ctx: Context) => authorize(ctx, "a").id;`],
  [
    "under another name",
    `import { authorize as ask } from "@/lib/auth/authorize"; export function a(ctx: Context) { ask(ctx, "a"); return 1; }`,
  ],
  [
    "what is given later",
    `export async function a(id: string, ctx: Context) { authorize(ctx, id); return rows(ctx.db); }`,
  ],
])("a verb that authorizes %s is in order", (_, source) => {
  expect(judge(source)).toEqual([]);
});

test.each([
  [
    "an authorized person",
    `export async function a(ctx: Context, actor: Authorized) { return [ctx, actor]; }`,
  ],
  [
    "a task of one",
    `interface Task { actor: Authorized } export async function a(ctx: Context, task: Task) { return [ctx, task]; }`,
  ],
  ["an authorized context", `export async function a(ctx: AuthorizedContext) { return rows(ctx.db); }`],
  ["the machine", `export async function a(ctx: MachineContext) { return rows(ctx.db); }`],
  [
    "a person or the machine",
    `export async function a(ctx: Pick<AuthorizedContext, "actor"> | MachineContext) { return ctx; }`,
  ],
  ["a part of one", `export async function a(ctx: Pick<AuthorizedContext, "actor">) { return ctx; }`],
])("what takes %s stands behind an authorization", (_, source) => {
  expect(judge(source)).toEqual([]);
});

test.each([
  ["may be left out", `export const a = (ctx: Context, by?: Authorized) => [ctx, by];`],
  ["may be null", `export const a = (ctx: Context, by: Authorized | null) => [ctx, by];`],
  [
    "has a default",
    `declare const own: Authorized; export const a = (ctx: Context, by: Authorized = own) => [ctx, by];`,
  ],
])("an authorized person who %s does not stand for one", (_, source) => {
  expect(judge(source)).toContainEqual(UNASKED);
});

test.each([
  ["a cast", `export const a = (actor: object) => actor as Authorized;`],
  ["a cast through unknown", `export const a = (ctx: object) => ctx as unknown as AuthorizedContext;`],
  ["a predicate", `export const a = (actor: object): actor is Authorized => "id" in actor;`],
])("%s that makes somebody authorized is found", (_, source) => {
  expect(judge(source)).toContainEqual(expect.stringMatching(/only authorize makes/));
});

test("a copy of an authorized person is nobody authorized", () => {
  const forged = `export const a = (actor: Authorized): Authorized => ({ ...actor, id: "2" });`;
  expect(() => judge(forged)).toThrow(/'asked' is missing/);
});

test("a context without a person is not the machine's", () => {
  const forged = `export const a = (ctx: AuthorizedContext): AuthorizedContext | MachineContext => ({ ...ctx, actor: null });`;
  expect(() => judge(forged)).toThrow(/not assignable/);
  const copied = `export const a = (ctx: MachineContext): MachineContext => ({ ...ctx, zone: "UTC" });`;
  expect(() => judge(copied)).toThrow(/'asked' is missing/);
});

test.each([
  ["a function", `declare const own: any; export function a(): Authorized { return own; }`],
  ["an arrow", `declare const own: any; export const a = (): AuthorizedContext => own;`],
  ["a promise", `declare const own: any; export const a = async (): Promise<MachineContext> => own;`],
  [
    "a promise of anything",
    `declare const own: Promise<any>; export async function a(): Promise<Authorized> { return own; }`,
  ],
])("anything that %s answers as authorized is found", (_, source) => {
  expect(judge(source)).toContainEqual(expect.stringMatching(/answers an any/));
});

test("a verb says why it asks nobody, in words, and only where nobody is asked", () => {
  const verb = `export async function a(ctx: Context) { return rows(ctx.db); }`;
  expect(judge(`/** Signs in.\n * @unauthorized Who acts is not known yet. */\n${verb}`)).toEqual([]);
  const object = `{ async run(ctx: Context) { return rows(ctx.db); } }`;
  expect(judge(`/** @unauthorized The machine tidies up. */\nexport const job = ${object};`)).toEqual([]);
  expect(judge(`/** @unauthorized */\n${verb}`)).toContainEqual(expect.stringMatching(/without a reason/));
  const asking = `export async function a(ctx: Context) { authorize(ctx, "a"); return rows(ctx.db); }`;
  const stale = expect.stringMatching(/but it authorizes/) as string;
  expect(judge(`/** @unauthorized Who acts is not known yet. */\n${asking}`)).toContainEqual(stale);
  const pure = `export function a(zone: string) { return zone; }`;
  expect(judge(`/** @unauthorized Who acts is not known yet. */\n${pure}`)).toContainEqual(stale);
});

test("a verb that a browser could load is found", () => {
  const source = `export async function a(ctx: Context) { authorize(ctx, "a"); return rows(ctx.db); }`;
  expect(judge(source, HEAD.replace(`import "server-only";`, ""))).toEqual([
    expect.stringMatching(/server-only/),
  ]);
});

test("what is told nothing of who asks is no verb, nor is what a file keeps to itself", () => {
  expect(judge(`export const a = (text: string, db: Context["db"]) => [text, db];`)).toEqual([]);
  expect(judge(`export const a = ({ zone }: Pick<Context, "zone">) => zone;`)).toEqual([]);
  expect(judge(`export const a = (id: string) => inner; async function inner() { return 1; }`)).toEqual([]);
  expect(
    judge(`async function inner(ctx: Context) { return ctx; } export const a = () => void inner;`),
  ).toEqual([]);
});

test("what tests share is free", () => {
  const source = `${HEAD}export async function a(ctx: Context) { return rows(ctx.db); }`;
  expect(findIn(authorizationFindings, { "lib/testing/notes.ts": source })).toEqual([]);
});
