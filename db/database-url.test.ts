import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DatabaseUrlError, parseDatabaseUrl } from "./database-url";

const BASE = "mysql://passdesk_web:p%40ss@db.example.com:3307/portal";

test("a plain URL names user, password, host, port and schema, decoded", () => {
  expect(parseDatabaseUrl(BASE)).toEqual({
    ...{ user: "passdesk_web", password: "p@ss", database: "portal" },
    ...{ host: "db.example.com", port: 3307 },
  });
  expect(parseDatabaseUrl("mariadb://u:p@h/s")).toMatchObject({ host: "h", port: 3306 });
});

test("IPv6 hosts lose their brackets, and a socket takes the place of the host", () => {
  expect(parseDatabaseUrl("mysql://u:p@[::1]:3308/s")).toMatchObject({ host: "::1", port: 3308 });
  const local = parseDatabaseUrl("mysql://u:p@localhost/s?socket=/run/mysqld/mysqld.sock");
  expect(local).toMatchObject({ socketPath: "/run/mysqld/mysqld.sock" });
  expect(local.host).toBeUndefined();
});

test("tls=verify asks for everything: a certificate that is trusted and names the host", () => {
  const strict = { minVersion: "TLSv1.2", rejectUnauthorized: true, verifyIdentity: true };
  expect(parseDatabaseUrl(`${BASE}?tls=verify`).ssl).toEqual(strict);
  const folder = mkdtempSync(join(tmpdir(), "passdesk-ca-"));
  const file = join(folder, "ca.pem");
  writeFileSync(file, "-----BEGIN CERTIFICATE-----\n");
  expect(parseDatabaseUrl(`${BASE}?tls=verify&ca=${file}`).ssl).toMatchObject({
    ...strict,
    ca: expect.stringContaining("BEGIN") as string,
  });
  writeFileSync(file, "not a certificate");
  expect(() => parseDatabaseUrl(`${BASE}?tls=verify&ca=${file}`)).toThrow("no certificate");
  rmSync(folder, { recursive: true });
  expect(() => parseDatabaseUrl(`${BASE}?tls=verify&ca=${file}`)).toThrow("cannot be read");
});

test.each(["ssl=true", "ssl=1", "ssl-mode=REQUIRED", "sslmode=require", "sslMode=x", "useSSL=true", "TLS=verify", "charset=latin1"])(
  "%s is refused by name: ignoring it could leave the connection in clear text",
  (parameter) => {
    const [name = ""] = parameter.split("=");
    expect(() => parseDatabaseUrl(`${BASE}?${parameter}`)).toThrow(`the parameter ${name},`);
  },
); // prettier-ignore

test.each([
  ["?tls=true", "not verify"],
  ["?tls=", "not verify"],
  ["?tls=verify&tls=verify", "twice"],
  ["?ca=/etc/ca.pem", "without tls"],
  ["?socket=/s&tls=verify", "both"],
  ["?socket=mysqld.sock", "socket that is not an absolute path"],
  ["?tls=verify&ca=ca.pem", "ca that is not an absolute path"],
])("%s says what is wrong with it", (search, words) => {
  expect(() => parseDatabaseUrl(BASE + search)).toThrow(words);
});

test("tls=verify takes no IP address, which the driver would not compare with the certificate", () => {
  expect(() => parseDatabaseUrl("mysql://u:p@127.0.0.1/s?tls=verify")).toThrow("IP address");
  expect(() => parseDatabaseUrl("mysql://u:p@[::1]/s?tls=verify")).toThrow("IP address");
});

test.each(["", "nowhere", "http://u:p@h/s", "mysql:///s", "mysql://u:secret%zz@h/s", "mysql://u:secret@h:99999/s"])(
  "%j is refused without a stack or the password",
  (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(DatabaseUrlError);
    expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
  },
); // prettier-ignore
