import "server-only";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";

/** What a database URL says, in the driver's words. */
export interface DatabaseAddress {
  user: string;
  password: string;
  database: string;
  host?: string;
  port?: number;
  socketPath?: string;
  /** Present if the connection must be encrypted, with the server's certificate and host name verified. */
  ssl?: { minVersion: "TLSv1.2"; rejectUnauthorized: true; verifyIdentity: true; ca?: string };
}

/** A URL that cannot be used. The message continues the name of the variable it stands in, and quotes no password. */
export class DatabaseUrlError extends Error {
  override name = "DatabaseUrlError";
}

const EXAMPLE = "must look like mysql://user:password@host:3306/portal";
const KNOWN = ["tls", "ca", "socket"];

/**
 * Reads `mysql://user:password@host:port/schema` with `?tls=verify`, `&ca=<file>` and `?socket=<path>`. Throws
 * `DatabaseUrlError` for anything else: a parameter that is ignored could leave a connection unencrypted.
 */
export function parseDatabaseUrl(text: string): DatabaseAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^(mysql|mariadb):$/.test(url.protocol) || url.hostname === "")
    throw new DatabaseUrlError(EXAMPLE);
  if (url.hash !== "") throw new DatabaseUrlError("has a # in it: write it as %23");
  const { tls, ca, socket } = parametersOf(url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // The driver would compare the certificate with "localhost".
  if (tls !== undefined && isIP(host) !== 0)
    throw new DatabaseUrlError("has tls=verify with an IP address: write the host name of the certificate");
  return {
    user: decoded(url.username),
    password: decoded(url.password),
    database: decoded(url.pathname.slice(1)),
    ...(socket === undefined ? { host, port: Number(url.port || 3306) } : { socketPath: socket }),
    ...(tls === undefined ? {} : { ssl: verified(ca) }),
  };
}

/** The same URL without a schema: an account without any right may not enter one. */
export function withoutSchema(text: string): string {
  const url = new URL(text);
  url.pathname = "/";
  return url.href;
}

function parametersOf(url: URL): Partial<Record<"tls" | "ca" | "socket", string>> {
  const given = [...url.searchParams];
  for (const [name] of given) {
    if (!KNOWN.includes(name))
      throw new DatabaseUrlError(
        `has the parameter ${name}, which PassDesk does not know: use tls=verify (with ca=<file> for your own authority) or socket=<path>`,
      );
    if (url.searchParams.getAll(name).length > 1)
      throw new DatabaseUrlError(`has the parameter ${name} twice`);
  }
  const { tls, ca, socket } = Object.fromEntries(given) as Partial<Record<string, string>>;
  if (tls !== undefined && tls !== "verify")
    throw new DatabaseUrlError(
      "has a tls that is not verify: a connection is encrypted and verified, or it has no tls",
    );
  if (ca !== undefined && tls === undefined)
    throw new DatabaseUrlError("has ca without tls=verify, so nothing would be encrypted");
  if (socket !== undefined && tls !== undefined)
    throw new DatabaseUrlError("has both socket and tls: a socket does not leave the machine");
  // The web process runs in a folder of its own.
  for (const [name, path] of Object.entries({ ca, socket })) {
    if (path !== undefined && !path.startsWith("/"))
      throw new DatabaseUrlError(`has a ${name} that is not an absolute path`);
  }
  return { tls, ca, socket };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new DatabaseUrlError("has a % that is not followed by two hexadecimal digits: write % as %25");
  }
}

function verified(ca: string | undefined): NonNullable<DatabaseAddress["ssl"]> {
  const strict = { minVersion: "TLSv1.2", rejectUnauthorized: true, verifyIdentity: true } as const;
  if (ca === undefined) return strict;
  let pem: string;
  try {
    pem = readFileSync(ca, "utf8");
  } catch {
    throw new DatabaseUrlError(`names the certificate file ${ca}, which cannot be read`);
  }
  if (!pem.includes("-----BEGIN CERTIFICATE-----"))
    throw new DatabaseUrlError(`names the file ${ca}, which holds no certificate in PEM form`);
  return { ...strict, ca: pem };
}
