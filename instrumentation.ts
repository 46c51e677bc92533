/** Runs once before the first request: checks the ground and arranges for an orderly end. */
export async function register(): Promise<void> {
  // Written out, so that the builds for other runtimes leave the import away.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startProcess } = await import("@/lib/lifecycle/start-process");
    await startProcess();
  }
}
