import { readFileSync } from "node:fs";
import { Refusal } from "./say.mjs";

/* A value in quotes, which may have several lines. */
const quoted = /=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`)/g;
const fine = /^\s*(?:#.*|(?:export\s+)?[\w.-]+\s*=.*)?$/;

/**
 * Loads `.env` from the current folder, if there is one, with Node's own reader; variables that are already set win.
 * Refuses a file that cannot be read, and a line that the reader would skip.
 */
export function loadEnvFile() {
  let text;
  try {
    text = readFileSync(".env", "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw new Refusal(`.env cannot be read (${error.code}): it must be a file that this user may read.`);
  }
  const lines = text.replace(quoted, (value) => `=${value.replace(/[^\n]/g, "")}`.replace(/\n/g, "\n#"));
  const wrong = lines.split(/\r?\n/).findIndex((line) => !fine.test(line));
  // The line is not quoted, since it may hold a password.
  if (wrong >= 0) throw new Refusal(`Line ${wrong + 1} of .env is neither NAME=value nor a comment.`);
  if (!process.loadEnvFile) {
    throw new Refusal(
      `Node.js ${process.versions.node} cannot read .env: please run this with npm, or with a newer one.`,
    );
  }
  process.loadEnvFile(".env");
}
