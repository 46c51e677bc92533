import { invalidParameter } from "@/lib/errors";
import {
  type ParseOptions,
  parsePassQuery,
  type PassQuery,
  passQueryIdentity,
} from "@/lib/passes/query/pass-query";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";
import { PERSONAL_KINDS, recognise } from "@/lib/passes/query/pass-search";
import type { ArchivePolicy } from "./archive";
import { type ArchiveAsk, type ArchiveRequest, withPolicyChange } from "./archive-ask";

/**
 * Parses a request into the ask that is stored. Throws 400 unless the request names passes in exactly one way, for a
 * query that searches for a person (it would be stored), and for a query of passes that are already on the other side.
 */
export function parseArchive(
  request: ArchiveRequest,
  policy: ArchivePolicy,
  at: Omit<ParseOptions, "personal">,
): ArchiveAsk {
  const given = [request.query, request.policy, request.pass_ids].filter((each) => each !== undefined);
  if (given.length !== 1)
    throw invalidParameter("query", "Give one of query, policy and pass_ids.", "required");
  if (request.policy !== undefined && request.direction === "restore") {
    throw invalidParameter("policy", "The policy says what is archived. To restore, give query or pass_ids.");
  }
  return {
    as_of: at.now.toISOString(),
    policy: request.policy === undefined ? null : withPolicyChange(policy, request.policy),
    search: request.query === undefined ? null : searchOf(request.query, request.direction, at),
    pass_ids: request.pass_ids ?? null,
    reason: request.reason ?? null,
  };
}

function searchOf(
  given: Record<string, unknown>,
  direction: ArchiveRequest["direction"],
  at: Omit<ParseOptions, "personal">,
): string {
  const query = parseQuery(given, at);
  if (query.q !== null && PERSONAL_KINDS.has(recognise(query.q).kind)) {
    throw invalidParameter("q", "A search for a person is not kept. Filter by rider instead.", "personal");
  }
  if (direction === "archive" && query.archived === "only")
    throw invalidParameter("archived", "These passes are archived already.");
  if (direction === "restore" && query.archived === "exclude")
    throw invalidParameter("archived", "Only archived passes are restored: give archived=only.");
  return passQueryIdentity(query);
}

function parseQuery(given: Record<string, unknown>, at: Omit<ParseOptions, "personal">): PassQuery {
  const { search, ...others } = given;
  return typeof search === "string" && Object.keys(others).length === 0
    ? parsePassQuery(new URLSearchParams(search), at)
    : parsePassQueryBody(given, at);
}
