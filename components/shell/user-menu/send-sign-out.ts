import { forgetLookUps } from "@/components/search/kept-look-ups";
import { toast } from "@/components/ui/overlay/toast";

/** Ends the session on the server, then shows the sign-in page; says so when the server did not answer. */
export async function signOut(): Promise<void> {
  try {
    const { csrfToken } = await readJson(await fetch("/api/auth/csrf", { cache: "no-store" }));
    await readJson(
      await fetch("/api/auth/signout", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken: String(csrfToken), callbackUrl: "/sign-in", json: "true" }),
      }),
    );
  } catch {
    toast.error("You are still signed in", { description: "The server did not answer. Try again." });
    return;
  }
  forgetLookUps();
  location.assign("/sign-in");
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  if (!response.ok) throw new Error(`sign-out answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}
