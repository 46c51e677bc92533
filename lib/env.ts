import { z } from "zod";
import { DatabaseUrlError, parseDatabaseUrl } from "@/db/database-url";
import { isLoopback } from "@/lib/http/is-loopback";
import { isTimeZone } from "@/lib/time/local-time";

const url = z
  .string()
  .superRefine((text, { addIssue }) => {
    try {
      const { user, database } = parseDatabaseUrl(text);
      if (user === "") addIssue("names no user: it must look like mysql://user:password@host:3306/portal");
      // Every process would find nothing, or another schema than the one that was meant.
      if (database === "" || database.includes("/"))
        addIssue("must end in the name of one schema, as in mysql://user:password@host:3306/portal");
    } catch (error) {
      if (!(error instanceof DatabaseUrlError)) throw error;
      addIssue(error.message);
    }
  })
  .optional();

const oneOf = <const V extends string>(...values: V[]) =>
  z.enum(values, `must be one of ${values.join(", ")}`);

/** The variable with the database address of each user. */
const DATABASE_OF = {
  web: "DATABASE_URL",
  worker: "WORKER_DATABASE_URL",
  owner: "MIGRATION_DATABASE_URL",
} as const;
export type DatabaseUser = keyof typeof DATABASE_OF;

/* Everything else would be ignored. What is no address at all is refused by itself. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { origin, protocol, href } = new URL(text);
  return !protocol.startsWith("http") || href === `${origin}/`;
}

const variables = z.object({
  NODE_ENV: oneOf("development", "test", "production").default("development"),
  DATABASE_URL: url,
  WORKER_DATABASE_URL: url,
  MIGRATION_DATABASE_URL: url,
  APP_ORIGIN: z
    .url({ protocol: /^https?$/, error: "must look like https://passdesk.example.com" })
    .refine(isOrigin, "must look like https://passdesk.example.com, with nothing after it")
    .default("http://localhost:3000"),
  AUTH_SECRET: z.string().min(32, "must be a random text of at least 32 characters"),
  AGENCY_NAME: z
    .string()
    .regex(/^\P{Cc}{1,100}$/u, "must be one line of at most 100 characters")
    .default("Houston METRO"),
  AGENCY_TIME_ZONE: z.string().refine(isTimeZone, "must be an IANA time zone").default("America/Chicago"),
  /** `1` if demo accounts may exist although NODE_ENV is production. */
  PASSDESK_DEMO: oneOf("0", "1").default("0"),
  /** Number of reverse proxies that the operator runs in front of the web process. */
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[0-5]$/, "must be a whole number from 0 to 5")
    .default("0")
    .transform(Number),
  /** Folder of background exports; the same for every web and worker process. */
  EXPORT_DIR: z.string().min(1).default(".data/exports"),
  /**
   * Keys of the audit log, comma-separated: the first signs, all verify. If empty, the key is derived from AUTH_SECRET.
   */
  AUDIT_KEYS: z
    .string()
    .transform((text) => text.split(",").map((key) => key.trim()))
    .refine((keys) => keys.every((key) => key.length >= 32), "needs at least 32 characters a key")
    .optional(),
  /** File outside the database that keeps the ends of the audit log. */
  AUDIT_ANCHOR_FILE: z.string().min(1).optional(),
  /** Address that is told the ends of the audit log, and its secret. */
  AUDIT_ANCHOR_URL: z
    .url({ protocol: /^https?$/, error: "must look like https://log.example.com/passdesk" })
    .refine(
      (text) => new URL(text).protocol === "https:" || isLoopback(new URL(text).hostname),
      "must begin with https://, except on this machine alone",
    )
    .optional(),
  AUDIT_ANCHOR_SECRET: z.string().min(32, "must be a random text of at least 32 characters").optional(),
  LOG_LEVEL: oneOf("trace", "debug", "info", "warn", "error", "fatal", "silent").default("info"),
  NEXT_RUNTIME: z.string().optional(),
});

/** Every variable the program reads; `.env.example` explains them. */
export const ENV_NAMES: readonly string[] = Object.keys(variables.shape);

const schema = variables.transform(
  ({ DATABASE_URL, WORKER_DATABASE_URL, MIGRATION_DATABASE_URL, ...env }) => ({
    ...env,
    databases: {
      web: DATABASE_URL,
      worker: WORKER_DATABASE_URL ?? DATABASE_URL,
      owner: MIGRATION_DATABASE_URL ?? DATABASE_URL,
    },
    APP_ORIGIN: new URL(env.APP_ORIGIN).origin,
    isDemo: env.PASSDESK_DEMO === "1",
  }),
);

export type Env = z.output<typeof schema>;

let parsed: Env | undefined;

/** The environment, parsed once. Throws `EnvError` with one line for each variable that is wrong or missing. */
export function env(): Env {
  if (parsed === undefined) {
    parsed = parseEnv(process.env);
    // The sign-in library reads the address of this server only from this variable.
    process.env["NEXTAUTH_URL"] = parsed.APP_ORIGIN;
  }
  return parsed;
}

/** The address for a database user. Throws `EnvError` if the environment has none. */
export function databaseUrl(user: DatabaseUser): string {
  const address = env().databases[user];
  if (address === undefined) throw new EnvError(`${DATABASE_OF[user]} is missing`);
  return address;
}

/** The variable that `databaseUrl` takes the address of a user from. */
export function databaseVariable(user: DatabaseUser): string {
  return process.env[DATABASE_OF[user]] ? DATABASE_OF[user] : DATABASE_OF.web;
}

/** Throws `EnvError` if the users' addresses do not lead to one schema; how they reach its server may differ. */
export function requireOneSchema(): void {
  const users = Object.keys(DATABASE_OF) as DatabaseUser[];
  const [first, ...others] = users.flatMap((user) => {
    const address = env().databases[user];
    return address === undefined
      ? []
      : [{ name: DATABASE_OF[user], schema: parseDatabaseUrl(address).database }];
  });
  const other = others.find(({ schema }) => schema !== first?.schema);
  if (first === undefined || other === undefined) return;
  throw new EnvError(
    `${other.name} names the schema ${other.schema} and ${first.name} the schema ${first.schema}: it must be the same one`,
  );
}

/**
 * Makes this process forget the addresses of all database users but one, so that what takes it over can use no other.
 * Throws `EnvError` like `env`.
 */
export function keepDatabase(user: DatabaseUser): void {
  const own = databaseUrl(user);
  for (const name of Object.values(DATABASE_OF)) delete process.env[name];
  process.env[DATABASE_OF[user]] = own;
  env().databases = { web: undefined, worker: undefined, owner: undefined, [user]: own };
}

export class EnvError extends Error {
  override name = "EnvError";
}

function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  const lines = result.success
    ? weakValues(result.data)
    : result.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return present[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
      });
  if (!Object.values(DATABASE_OF).some((name) => present[name])) lines.unshift("DATABASE_URL is missing");
  if (present["AUDIT_ANCHOR_URL"] && !present["AUDIT_ANCHOR_SECRET"])
    lines.push("AUDIT_ANCHOR_SECRET is missing");
  if (result.success && lines.length === 0) return result.data;
  throw new EnvError([...new Set(lines)].join("\n"));
}

/* A text of 32 random hexadecimal digits has fewer different ones in one of thirty million cases. */
const FEWEST_DIFFERENT = 8;

/* Values that do for trying out, and leave the door open in production. */
function weakValues({ NODE_ENV, isDemo, AUTH_SECRET, APP_ORIGIN, databases }: Env): string[] {
  if (NODE_ENV !== "production" || isDemo) return [];
  const { protocol, hostname } = new URL(APP_ORIGIN);
  const copied = (Object.keys(DATABASE_OF) as DatabaseUser[]).filter((user) => {
    const address = databases[user];
    return address !== undefined && parseDatabaseUrl(address).password === "change-me";
  });
  return [
    ...copied.map((user) => `${DATABASE_OF[user]} has the password of .env.example: choose another one`),
    ...(new Set(AUTH_SECRET).size < FEWEST_DIFFERENT
      ? ["AUTH_SECRET is easy to guess: make one with openssl rand -base64 48"]
      : []),
    ...(protocol === "http:" && !isLoopback(hostname)
      ? ["APP_ORIGIN must begin with https://, except on this machine alone"]
      : []),
  ];
}
