import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaContents } from "@/db/testing/schema-contents";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { plantUser } from "@/lib/testing/accounts";
import { type Answer, compilePassdesk, type Passdesk } from "./compiled-passdesk";

let schema: TestSchema;
let passdesk: Passdesk;
let before: unknown;
let env: Record<string, string>;

beforeAll(async () => {
  schema = await createTestSchema(null);
  passdesk = await compilePassdesk();
  await plantUser(schema.owner, "ana@example.com");
  env = {
    NODE_ENV: "production",
    DATABASE_URL: schema.url.web,
    WORKER_DATABASE_URL: schema.url.worker,
    MIGRATION_DATABASE_URL: schema.url.owner,
    AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  };
  before = await schemaContents(schema.owner);
});
afterAll(async () => {
  await passdesk.remove();
  await schema.drop();
});

const LONG = "x".repeat(5000);
const PASSWORD = ["user", "password", "--email", "ana@example.com", "--password-stdin"];
const CREATE = ["user", "create", "--email", "new@example.com", "--name", "Ada", "--role", "support"];
const instead = (args: readonly string[], option: string, value: string) =>
  args.map((arg, at) => (args[at - 1] === option ? value : arg));

/* What is typed, and what the answer says is wrong with it. */
const TYPED: [args: readonly string[], says: RegExp | string][] = [
  [[], "name one of these commands"],
  [["dance"], "unknown command 'dance'"],
  [["--dance"], "unknown option '--dance'"],
  [["help", "dance"], "name one of these commands"],
  [["user"], "name one of these commands"],
  [["user", "dance"], "unknown command 'dance'"],
  [["audit", "dance"], "unknown command 'dance'"],
  ...["migrate", "grant", "doctor", "archive", "settle", "tables"].flatMap(
    (name): [string[], string][] => [
      [[name, "--dance"], "unknown option '--dance'"],
      [[name, "surplus"], `too many arguments for '${name}'`],
    ],
  ),
  [["migrate", "\u001B[31m"], "got 1: \\x1b[31m"],
  [["migrate", "--status", "--print"], "cannot be used with option '--print'"],
  [["migrate", "--dry-run", "--print"], "cannot be used with option '--print'"],
  [["migrate", "--print", "--json"], "cannot be used with option '--json'"],
  [["migrate", "--down", "--status"], "cannot be used with option '--down'"],
  [["migrate", "--down", "--yes", "--dry-run"], "cannot be used with option '--dry-run'"],
  [["migrate", "--yes"], "--yes belongs to --down"],
  [["migrate", "--down"], /^This deletes .*Nothing was changed: add --yes if that is meant/],
  [["migrate", "--wait"], "argument missing"],
  ...["", " ", "x", "-1", "1e99", "0x10", "١٢", "9999999"].map(
    (value): [string[], string] => [["migrate", "--wait", value], "must be a whole number of seconds"],
  ),
  [["migrate", "--wait", "1", "--wait", "2"], "'--wait <seconds>' was given twice"],
  [["seed"], "required option '--passes <number>'"],
  ...["", "x", "-1", "1.5", "1e9", "100 "].map(
    (value): [string[], string] => [["seed", "--passes", value], "must be a whole number"],
  ),
  ...["0", "99", "50000001", "999999999"].map(
    (value): [string[], string] => [["seed", "--passes", value], "must be from 100 to 50000000"],
  ),
  ...["", "x", "1", "-1", "2026-11-22", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"].map(
    (value): [string[], string] => [["seed", "--passes", "100", "--anchor", value], "must be a time from 2000 to 2100"],
  ),
  [["audit", "verify", "--expect", "12"], "must be a number and 64 hexadecimal digits"],
  [["audit", "accept"], "required option '--reason <text>'"],
  [["audit", "accept", "--reason", " "], "It needs at least 3 characters."],
  [["audit", "accept", "--reason", "x".repeat(501)], "It must be at most 500 characters."],
  [["tables"], "this command is for a folder with PassDesk's source"],
  [["tables", "--check"], "this command is for a folder with PassDesk's source"],
  ...["password", "role", "enable", "disable", "unlock", "create"].map(
    (name): [string[], string] => [["user", name], "required option '--email <address>'"],
  ),
  ...["", "ana", "a b@example.com", "a\n@example.com", "ána@example.com", `${LONG}@example.com`].map(
    (value): [string[], string] => [["user", "disable", "--email", value], "must be plain ASCII"],
  ),
  [["user", "disable", "--email", "nobody@example.com"], "There is no account for nobody@example.com."],
  [["user", "disable", "--email", "a@b", "--email", "c@d"], "was given twice"],
  [["user", "role", "--email", "ana@example.com"], "required option '--role <role>'"],
  ...["", "king", "ADMIN"].map(
    (value): [string[], string] => [instead(CREATE, "--role", value), "Allowed choices are support, manager, admin"],
  ),
  ...["", " ", LONG, "a\nb", "\u001B[31mred"].map(
    (value): [string[], string] => [instead(CREATE, "--name", value), "The name must have 1 to 120 characters"],
  ),
  [[...CREATE, "--password-stdin"], "12 to 256 characters"],
  [instead(CREATE, "--email", "ana@example.com"), "There is an account for ana@example.com already."],
]; // prettier-ignore

function expectSentence({ code, said }: Answer, says: RegExp | string): void {
  expect(said).toMatch(says instanceof RegExp ? says : new RegExp(says.replace(/[\\[\]().*+?^$|]/g, "\\$&")));
  expect(said, "no stack, and nothing of a program's insides").not.toMatch(
    /\n\s+at |undefined|\[object|Error:/,
  );
  expect(code, said).toBe(1);
}

describe.concurrent("a command that is typed wrongly is refused in a sentence", () => {
  test.for(TYPED)("%j", async ([args, says]) => {
    expectSentence(await passdesk.run(args, env), says);
  });

  test.for<[string | Buffer, string]>([
    ["", "12 to 256 characters"],
    ["\n", "12 to 256 characters"],
    ["short\n", "12 to 256 characters"],
    [LONG, "12 to 256 characters"],
    ["x".repeat(10_000_000), "12 to 256 characters"],
    ["two lines of a\npassword", "one line of text"],
    ["a NUL \0 in the password", "one line of text"],
    [Buffer.from([...Buffer.from("not in UTF-8 "), 0xff, 0xfe]), "one line of text"],
  ])("a piped password, %#", async ([piped, says]) => {
    expectSentence(await passdesk.run(PASSWORD, env, piped), says);
  });
});

/* Of each variable what it may not be, and what the answer says of it. */
const SURROUNDINGS: [name: string, value: string, says: string][] = [
  ["AUTH_SECRET", "", "AUTH_SECRET is missing"],
  ["AUTH_SECRET", "short", "AUTH_SECRET must be a random text"],
  ["AUTH_SECRET", "a".repeat(40), "AUTH_SECRET is easy to guess"],
  ["APP_ORIGIN", "passdesk", "APP_ORIGIN must look like"],
  ["APP_ORIGIN", "ftp://passdesk.example.com", "APP_ORIGIN must look like"],
  ["APP_ORIGIN", "https://example.com/passdesk", "with nothing after it"],
  ["APP_ORIGIN", "https://user:password@example.com", "with nothing after it"],
  ["AGENCY_NAME", "x".repeat(101), "AGENCY_NAME must be one line of at most 100"],
  ["AGENCY_NAME", "two\nlines", "AGENCY_NAME must be one line of at most 100"],
  ["APP_ORIGIN", "http://passdesk.example.com", "APP_ORIGIN must begin with https://"],
  ["AGENCY_TIME_ZONE", "Mars/Phobos", "AGENCY_TIME_ZONE must be an IANA time zone"],
  ["AUDIT_KEYS", "short", "AUDIT_KEYS needs at least 32 characters a key"],
  ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of trace"],
  ["PASSDESK_DEMO", "yes", "PASSDESK_DEMO must be one of 0, 1"],
  ...["many", "-1", "6", "1.5", " "].map(
    (value): [string, string, string] => ["TRUSTED_PROXIES", value, "TRUSTED_PROXIES must be a whole number from 0 to 5"],
  ),
]; // prettier-ignore

type Edit = (url: URL) => void;
/* Of each database address. */
const ADDRESSES: [what: string, edit: Edit | string, says: RegExp | string][] = [
  ["no address", "nowhere", "must look like mysql://"],
  ["another protocol", "http://user:password@127.0.0.1/portal", "must look like mysql://"],
  ["no user", (url) => (url.username = ""), "names no user"],
  ["no schema", (url) => (url.pathname = "/"), "must end in the name of one schema"],
  ["a path", (url) => (url.pathname = "/a/b"), "must end in the name of one schema"],
  ["another schema", (url) => (url.pathname = "/elsewhere"), "it must be the same one"],
  ["an unknown parameter", (url) => (url.search = "sslmode=require"), "has the parameter sslmode"],
  ["a wrong password", (url) => (url.password = "wrong"), "Access denied for user"],
  ["an unknown user", (url) => (url.username = "nobody"), "Access denied for user"],
  ["a closed port", (url) => (url.port = "1"), "No database server answers"],
  ["an unknown host", (url) => (url.hostname = "no-such-host.invalid"), "No database server answers"],
  ["a socket that is not there", (url) => (url.search = "socket=/nowhere/db.sock"), "No database server answers"],
  ["no TLS, or an untrusted one", (url) => void ((url.hostname = "localhost"), (url.search = "tls=verify")), /offers no TLS|certificate is not trusted/],
]; // prettier-ignore

/* The variables are read by one function, so two of them are tried with what the server alone refuses. */
const REFUSED = ADDRESSES.filter(([, , says]) => says === "Access denied for user");
const USERS: [variable: string, args: string[], addresses: typeof ADDRESSES][] = [
  ["WORKER_DATABASE_URL", ["settle"], ADDRESSES],
  ["DATABASE_URL", ["audit", "verify"], REFUSED],
  ["MIGRATION_DATABASE_URL", ["migrate"], REFUSED],
];

describe.concurrent("surroundings that cannot work are refused in a sentence that names the variable", () => {
  test.for(SURROUNDINGS)("%s=%s", async ([name, value, says]) => {
    expectSentence(await passdesk.run(["settle"], { ...env, [name]: value }), says);
  });

  test.for(USERS.flatMap(([variable, args, addresses]) => addresses.map((address) => [variable, args, ...address] as const)))(
    "%s, %j: %s",
    async ([variable, args, , edit, says]) => {
      const url = new URL(env[variable] ?? "");
      if (typeof edit === "function") edit(url);
      const answer = await passdesk.run(args, { ...env, [variable]: typeof edit === "string" ? edit : url.href });
      expectSentence(answer, says);
      expect(answer.said).toContain(variable);
      expect(answer.said, "a password is quoted").not.toContain(url.password || "no password");
    },
  ); // prettier-ignore

  test("no address at all", async () => {
    const { AUTH_SECRET = "" } = env;
    expectSentence(await passdesk.run(["settle"], { AUTH_SECRET }), "DATABASE_URL is missing");
  });
});

test("none of these changed the database; the control, a command that is right, does", async () => {
  expect(await schemaContents(schema.owner)).toEqual(before);
  expect(await passdesk.run(["user", "disable", "--email", "ana@example.com"], env)).toMatchObject({ code: 0 });
  expect(await schemaContents(schema.owner)).not.toEqual(before);
}); // prettier-ignore
