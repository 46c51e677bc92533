import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Random passwords of this data folder, created at the first start and readable by its owner only. */
export function readSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const random = () => randomBytes(24).toString("base64url");
  const secrets = {
    root: random(),
    owner: random(),
    web: random(),
    worker: random(),
    auth_secret: randomBytes(48).toString("base64url"),
  };
  // Written and then renamed, so that an interrupt never leaves half a file.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
