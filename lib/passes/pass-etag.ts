import { hash } from "node:crypto";
import type { PassRow } from "@/db/passes/passes";
import { VERSION_COLUMNS, type VersionColumn } from "@/db/query/pass-columns";
import { AppError, invalidParameter } from "@/lib/errors";

/*
 * A strong ETag that describes itself: five characters of hash for each column of the version, then one hash of all of
 * them. From an old tag and the current row the server can name the fields that differ without having stored the old
 * values.
 */

export type TaggedField = VersionColumn;

export type TaggedRow = Pick<PassRow, TaggedField>;

const FIELD_LENGTH = 5;
const VERSION_LENGTH = 22;
const FIELDS_LENGTH = FIELD_LENGTH * VERSION_COLUMNS.length;
const SHAPE = new RegExp(`^"[\\w-]{${FIELDS_LENGTH}}\\.[\\w-]{${VERSION_LENGTH}}"$`);

/** The ETag of a row, quoted as HTTP requires. Two rows have the same tag exactly if no tagged value differs. */
export function passEtag(row: TaggedRow): string {
  const values = VERSION_COLUMNS.map((field) => canonical(row[field]));
  const fields = values.map((value, at) => digest(`${VERSION_COLUMNS[at]}=${value}`).slice(0, FIELD_LENGTH));
  return `"${fields.join("")}.${digest(JSON.stringify(values)).slice(0, VERSION_LENGTH)}"`;
}

/** The version of a row in 22 characters: equal exactly if the ETags are, at a twentieth of the cost. */
export function passVersion(row: TaggedRow): string {
  return digest(JSON.stringify(VERSION_COLUMNS.map((field) => canonical(row[field])))).slice(
    0,
    VERSION_LENGTH,
  );
}

/** The version that one of our ETags names: equal to `passVersion` of the same row. */
export function versionOf(etag: string): string {
  return etag.slice(-VERSION_LENGTH - 1, -1);
}

/**
 * The fields in which `row` differs from the row `etag` was made from: empty if the tag still matches, null if the tag
 * is not one of ours.
 */
export function differingFields(etag: string, row: TaggedRow): TaggedField[] | null {
  const current = passEtag(row);
  if (etag === current) return [];
  if (!SHAPE.test(etag)) return null;
  const part = (tag: string, at: number) => tag.slice(1 + at * FIELD_LENGTH, 1 + (at + 1) * FIELD_LENGTH);
  return VERSION_COLUMNS.filter((_field, at) => part(etag, at) !== part(current, at));
}

/* Null and the word "null" differ; a number and its digits do not, since drivers return either. */
function canonical(value: string | number | null): string {
  return value === null ? "" : `=${value}`;
}

function digest(text: string): string {
  return hash("sha256", text, "base64url");
}

/**
 * The version the caller saw. Throws 428 if missing or `*`, because a correction never overwrites an unseen version,
 * and 400 for a list. A weak tag counts as the strong one.
 */
export function parseIfMatch(header: string | null): string {
  // A proxy that compresses an answer marks its tag as weak; it still names the version that was seen.
  const text = header?.trim().replace(/^W\/(?=")/, "") ?? "";
  if (text === "" || text === "*") {
    throw new AppError(
      "precondition_required",
      "Send If-Match with the ETag of the pass you saw, so that nobody's change is overwritten unseen.",
    );
  }
  if (!/^"[\x21\x23-\x7e]{0,400}"$/.test(text)) {
    throw invalidParameter("If-Match", "If-Match must be one ETag in double quotes.");
  }
  return text;
}
