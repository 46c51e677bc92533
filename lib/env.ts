import { z } from "zod";
import { isTimeZone } from "@/lib/time/local-time";

const databaseUrl = z.url({
  protocol: /^(mysql|mariadb)$/,
  error: "must look like mysql://user:password@host:3306/portal",
});

const variables = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: databaseUrl,
  WORKER_DATABASE_URL: databaseUrl.optional(),
  MIGRATION_DATABASE_URL: databaseUrl.optional(),
  APP_ORIGIN: z
    .url({ protocol: /^https?$/, error: "must look like https://passdesk.example.com" })
    .default("http://localhost:3000"),
  AUTH_SECRET: z.string().min(32, "must be a random text of at least 32 characters"),
  AGENCY_NAME: z.string().min(1).default("Houston METRO"),
  AGENCY_TIME_ZONE: z.string().refine(isTimeZone, "must be an IANA time zone").default("America/Chicago"),
  /** `1` if demo accounts may exist although NODE_ENV is production. */
  PASSDESK_DEMO: z.enum(["0", "1"]).default("0"),
  /** Number of reverse proxies that the operator runs in front of the web process. */
  TRUSTED_PROXIES: z.coerce.number("must be a whole number from 0 to 5").int().min(0).max(5).default(0),
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
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  NEXT_RUNTIME: z.string().optional(),
});

/** Every variable the program reads; `.env.example` explains them. */
export const ENV_NAMES: readonly string[] = Object.keys(variables.shape);

const schema = variables.transform((env) => ({
  ...env,
  APP_ORIGIN: new URL(env.APP_ORIGIN).origin,
  WORKER_DATABASE_URL: env.WORKER_DATABASE_URL ?? env.DATABASE_URL,
  MIGRATION_DATABASE_URL: env.MIGRATION_DATABASE_URL ?? env.DATABASE_URL,
  isDemo: env.PASSDESK_DEMO === "1",
}));

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

export class EnvError extends Error {
  override name = "EnvError";
}

/** Parses any set of variables. Pure, for tests and `doctor`. */
function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return present[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new EnvError([...new Set(lines)].join("\n"));
}
