const PATIENCE_MS = 12_000;

/** Sets from how many passes on a bulk correction needs a second person. Never throws; null where saved, else why not. */
export async function saveBulkSettings(approval_threshold: number): Promise<string | null> {
  try {
    const answer = await fetch("/api/v1/settings/bulk", {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ approval_threshold }),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return null;
    const problem = (await answer.json()) as { detail?: string; errors?: { message: string }[] };
    return problem.errors?.[0]?.message ?? problem.detail ?? "The threshold was not saved.";
  } catch {
    return "The desk did not answer. The threshold may or may not be saved; reload to see.";
  }
}
