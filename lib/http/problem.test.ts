import { expect, test } from "vitest";
import { CommitUnknown } from "@/db/transaction";
import { AppError, ERROR_STATUS, type ErrorCode, invalidParameter } from "@/lib/errors";
import { asAppError, isGivenUp, problemOf } from "./problem";

const SQL = "select `oauth_token` from `bytemark_pass` where `id` = 7 - ";

function databaseError(errno: number, message = `${SQL}it broke`): Error {
  return Object.assign(new Error(message), { errno, code: "ER_X", sqlMessage: "it broke", sql: SQL });
}

test.each(Object.keys(ERROR_STATUS) as ErrorCode[])(
  "%s is a problem document with its own status and a title",
  (code) => {
    const { body, status, headers } = problemOf(new AppError(code, "A sentence."), "r-1");
    expect(status).toBe(ERROR_STATUS[code]);
    expect(body).toMatchObject({ status, code, detail: "A sentence.", request_id: "r-1" });
    expect(body.type).toBe(`urn:passdesk:error:${code}`);
    expect(body.title).not.toBe("");
    expect(headers["Content-Type"]).toBe("application/problem+json");
  },
);

test.each([
  ["deadlock", 1213, 503],
  ["lock wait", 1205, 503],
  ["read only", 1290, 503],
  ["stopped by the server", 1969, 503],
  ["stopped by somebody", 1317, 503],
  ["disk full", 1021, 503],
  ["table altered", 1412, 503],
  ["account locked", 4151, 503],
  ["gone", 2006, 503],
  ["duplicate nobody expected", 1062, 500],
  ["syntax", 1064, 500],
  ["unknown column", 1054, 500],
  ["no such table", 1146, 500],
  ["denied column", 1143, 500],
])("a database error tells nothing of the statement: %s", (_, errno, status) => {
  const error = asAppError(databaseError(errno));
  const { body, headers } = problemOf(error, "r-1");
  expect(body.status).toBe(status);
  expect(JSON.stringify(body)).not.toMatch(/select|oauth|broke|ER_|sql/i);
  expect(headers["Retry-After"]).toBe(status === 503 ? "1" : undefined);
  expect(error.cause).toBeInstanceOf(Error);
});

test("a commit without an answer is 503 and says that the change may have been made", () => {
  const error = asAppError(new CommitUnknown("commit not answered"));
  expect(error.code).toBe("unavailable");
  expect(error.message).toMatch(/may or may not/);
});

test.each([new Error("secret detail"), new TypeError("x"), "text", undefined, { code: "forbidden" }])(
  "anything else is internal, without a word of it: %j",
  (thrown) => {
    const error = asAppError(thrown);
    expect(error.code).toBe("internal");
    expect(JSON.stringify(problemOf(error, "r").body)).not.toContain("secret detail");
  },
);

test("the document has fields, extra members and the time to wait; no extra member replaces a standard one", () => {
  const error = new AppError("stale", "Changed.", {
    extra: { current: { id: "1" }, status: 200 },
    retryAfter_s: 1.2,
    cause: new Error("not shown"),
  });
  const { body, headers } = problemOf(error, "r");
  expect(body).toMatchObject({ status: 412, current: { id: "1" } });
  expect(headers["Retry-After"]).toBe("2");
  expect(problemOf(invalidParameter("sort", "No such column."), "r").body.errors).toEqual([
    { field: "sort", code: "invalid", message: "No such column." },
  ]);
});

test("work that nobody waits for any more is no fault of ours", () => {
  const gone = new AbortController();
  gone.abort();
  expect(asAppError(gone.signal.reason)).toMatchObject({ status: 503, code: "unavailable" });
  const told = new AppError("unavailable", "The database takes too long to answer.");
  const others = [new AppError("internal", "A bug."), new TypeError("A bug."), "AbortError", null];
  expect([gone.signal.reason, told].map(isGivenUp)).toEqual([true, true]);
  expect(others.map(isGivenUp)).toEqual([false, false, false, false]);
});
