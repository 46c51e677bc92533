import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { JobHandler } from "@/lib/jobs/job-run";
import type { JobKind } from "@/lib/jobs/job";
import { testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { HANDLERS } from "./handlers";

let schema: TestSchema;

beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

/* Kinds whose payload is empty or optional. */
const UNTOLD = new Set<JobKind>([
  "audit.seal",
  "export.sweep",
  "job.purge",
  "pass.settle",
  "pass.identify",
  "pass.link",
]);
const told = (Object.entries(HANDLERS) as [JobKind, JobHandler][]).filter(([kind]) => !UNTOLD.has(kind));

async function attempt(kind: JobKind, handler: JobHandler) {
  const id = await withTransaction(schema.web, (trx) =>
    // An unknown member, and a member of the wrong type for every kind that knows its name.
    enqueueJob(trx, testContext(schema.web), { kind, payload: { token: "x", actor_id: 5 } }),
  );
  if (id === null) throw new Error("a job without a key collided with another");
  return runJobNow(schema.worker, handler, id);
}

test.each(told)(
  "a %s job that cannot be read is given up at once and does not come again",
  async (kind, handler) => {
    expect(await attempt(kind, handler)).toMatchObject({
      state: "dead",
      error_code: "invalid_payload",
      attempts: 1,
    });
  },
);

test("control: a handler that cannot end a job it cannot read leaves it to be retried", async () => {
  const throws = async () => {
    throw new Error("unreadable");
  };
  const ended = await attempt("export.run", { run: throws, ended: throws });
  expect(ended).not.toMatchObject({ state: "dead" });
});
