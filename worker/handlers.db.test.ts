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

/* Kinds that are told nothing, or may be. */
const UNTOLD = new Set<JobKind>(["audit.seal", "export.sweep", "job.purge", "pass.settle", "pass.identify"]);
const told = (Object.entries(HANDLERS) as [JobKind, JobHandler][]).filter(([kind]) => !UNTOLD.has(kind));

async function attempt(kind: JobKind, handler: JobHandler) {
  const id = await withTransaction(schema.web, (trx) =>
    // No kind knows it, and where a name is known it is of another type.
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

test("the control: a handler that cannot end what it cannot read leaves its job to come again", async () => {
  const throws = async () => {
    throw new Error("unreadable");
  };
  const ended = await attempt("export.run", { run: throws, ended: throws });
  expect(ended).not.toMatchObject({ state: "dead" });
});
