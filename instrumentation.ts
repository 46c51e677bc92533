/** Runs once before the first request: checks environment and database, and arranges an orderly end. */
export async function register(): Promise<void> {
  // Written out, so that builds for other runtimes drop the import.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startProcess } = await import("@/lib/lifecycle/start-process");
    await startProcess();
  }
}
