import { existsSync } from "node:fs";
import { Refusal } from "./say.mjs";

/**
 * Loads `.env` from the current folder, if there is one, with Node's own reader; variables that are already set win.
 */
export function loadEnvFile() {
  if (!existsSync(".env")) return;
  if (!process.loadEnvFile) {
    throw new Refusal(
      `Node.js ${process.versions.node} cannot read .env: please run this with npm, or with a newer one.`,
    );
  }
  process.loadEnvFile(".env");
}
