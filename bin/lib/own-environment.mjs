const database_of = { web: "DATABASE_URL", worker: "WORKER_DATABASE_URL" };
const databases = ["DATABASE_URL", "WORKER_DATABASE_URL", "MIGRATION_DATABASE_URL"];

/**
 * The environment of a long-lived program, without the addresses of the databases that only others use: whoever reads
 * its environment learns no other password. `passdesk` acts for all of them and keeps all.
 */
export function ownEnvironment(program, env) {
  const own = database_of[program];
  if (!own) return env;
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !databases.includes(name)));
  const address = env[own] || env.DATABASE_URL;
  return address ? { ...rest, [own]: address } : rest;
}
