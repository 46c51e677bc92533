import { askApi, type ApiOutcome } from "@/components/api/ask-api";
import { forgetLookUps } from "@/components/search/kept-look-ups";
import { toast } from "@/components/ui/overlay/toast";

/** Ends the session on the server, then shows the sign-in page; says so if the session may not have ended. */
export async function signOut(): Promise<void> {
  const outcome = await endSession();
  if (outcome.kind !== "done") {
    toast.error("You may still be signed in", { description: outcome.sentence });
    return;
  }
  forgetLookUps();
  location.assign("/sign-in");
}

async function endSession(): Promise<ApiOutcome<unknown>> {
  const csrf = await askApi<{ csrfToken: string }>("/api/auth/csrf", { repeat: "safe" });
  if (csrf.kind !== "done") return csrf;
  const { csrfToken } = csrf.answer;
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" });
  return askApi("/api/auth/signout", { method: "POST", body, repeat: "safe" });
}
