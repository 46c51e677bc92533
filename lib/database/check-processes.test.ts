import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkExportFolder, judgeSignIn, judgeWorker } from "./check-processes";

test("a wrong password is a finding that names the variable", () => {
  expect(judgeSignIn("worker", { errno: 1045 })).toMatchObject({
    state: "fail",
    sentence: "The user of WORKER_DATABASE_URL cannot sign in: the server refuses the name or the password.",
  });
});

test.each([
  [null, "warn"],
  [4, "ok"],
  [120, "ok"],
  [121, "fail"],
])("a worker last seen %s s ago is %s", (seconds, state) => {
  expect(judgeWorker(seconds).state).toBe(state);
});

test("the folder of exports is tried by its rights", async () => {
  const folder = await mkdtemp(join(tmpdir(), "passdesk-doctor-"));
  try {
    expect((await checkExportFolder(folder)).state).toBe("ok");
    expect((await checkExportFolder(join(folder, "absent"))).state).toBe("warn");
    await chmod(folder, 0o000);
    // Root may write anywhere, whatever the folder says.
    expect((await checkExportFolder(folder)).state).toBe(process.getuid?.() === 0 ? "ok" : "fail");
  } finally {
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true });
  }
});
