import { type Answer, ask, inParallel, json, type Question } from "./ask";
import { INNARDS } from "./corpus";
import { expect } from "./fixtures";
import { AT_ONCE, SEED } from "./fuzz-values";

export interface Case {
  path: string;
  question: Question;
  /** Parameters or body members that a refusal may name. */
  names: readonly string[];
  /** Statuses this address may answer as well as 200 and the refusals of a value. */
  may?: readonly number[];
}

interface Verdict {
  path: string;
  what: string;
}

/* A longer name is shortened to this in a refusal. */
const LONGEST_NAME = 64;
const REFUSALS = [400, 413, 414, 422, 431];

/** Null if the contract allows the answer. */
export function verdictOf(answer: Answer, { path, question, names, may = [] }: Case): Verdict | null {
  const { status, body } = answer;
  const fail = (what: string): Verdict => ({
    path: path.slice(0, 300),
    what: `${what}: ${status} ${body.slice(0, 300)} for ${String(question.body ?? "").slice(0, 300)}`,
  });
  if (![200, ...REFUSALS, ...may].includes(status)) return fail("status");
  if (status < 300) return null;
  if (INNARDS.test(body)) return fail("innards in the answer");
  if (status !== 400 && status !== 422) return null;
  if (!body.startsWith("{")) return fail("no problem document");
  const problem = json<{ code: string; errors?: { field: string }[] }>(answer);
  if (problem.code === "invalid_body" && isUnsound(String(question.body ?? ""))) return null;
  // Codes about the request as a whole name nothing.
  if (["no_change", "too_broad"].includes(problem.code)) return null;
  const named = problem.errors?.map(({ field }) => field) ?? [];
  return named.some((field) => isNamed(field, names)) ? null : fail(`does not name ${names.join(" or ")}`);
}

/* A body that cannot be stored as JSON, or is too deep, is refused as a whole, before its members are looked at. */
function isUnsound(body: string): boolean {
  return /__proto__|\\ud[89a-f]/i.test(body) || /\[{32}/.test(body);
}

/* "reason.note" and "status[x]" are within "reason" and "status"; a very long name is shortened in the answer. */
function isNamed(field: string, names: readonly string[]): boolean {
  const start = field.endsWith("…") ? field.slice(0, -1) : field.length >= LONGEST_NAME ? field : null;
  return names.some(
    (name) =>
      field === name ||
      field.startsWith(`${name}.`) ||
      field.startsWith(`${name}[`) ||
      (start !== null && name.startsWith(start)),
  );
}

/** Every name in a body at any depth, and those of addresses in it: the names a refusal of the body may use. */
export function namesWithin(body: unknown): string[] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "string" ? [name, ...new URLSearchParams(value).keys()] : [name, ...namesWithin(value)],
  );
}

/** Asks every case, and fails with the first answers the contract forbids. Answers how often each status came. */
export async function expectAllowed(cases: readonly Case[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const verdicts = await inParallel(cases, AT_ONCE, async (each) => {
    const answer = await ask(each.path, each.question);
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    return verdictOf(answer, each);
  });
  const failures = verdicts.filter((verdict) => verdict !== null);
  expect(failures.slice(0, 5), `${failures.length} of ${cases.length}, seed ${SEED}`).toEqual([]);
  return counts;
}
