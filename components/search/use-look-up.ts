"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { askSearch } from "./ask-search";
import { recentExact } from "./found-places";
import { keepLookUp, LOOK_UP_KEPT, readLookUp, rememberRecent } from "./kept-look-ups";
import { IDLE, type SearchState } from "./search-state";

/**
 * The look-up of the page. It is stored until the page reloads, so that Back shows it again. An exact hit for a single
 * line opens at once.
 */
export function useLookUp() {
  const router = useRouter();
  const running = useRef<AbortController | null>(null);
  const [text, setText] = useState("");
  const [state, setState] = useState<SearchState>(IDLE);

  const run = useCallback(
    async (given: string) => {
      const asked = given.trim();
      if (asked === "") return;
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setState({ kind: "searching" });
      const outcome = await askSearch(asked, control.signal);
      if (control.signal.aborted) return;
      if (outcome.kind !== "done") return setState({ kind: "failed", reason: outcome.sentence });
      const result = outcome.answer.data;
      const at = new Date().toISOString();
      setState({ kind: "found", text: asked, result, at });
      keepLookUp({ text: given, result, at });
      const recent = recentExact(result);
      if (recent === null || asked.includes("\n")) return;
      rememberRecent(recent);
      router.push(recent.href);
    },
    [router],
  );

  useEffect(() => {
    const restore = () => {
      const kept = readLookUp();
      if (kept === null) return;
      setText(kept.text);
      setState({ kind: "found", text: kept.text.trim(), result: kept.result, at: kept.at });
    };
    restore();
    window.addEventListener(LOOK_UP_KEPT, restore);
    return () => {
      window.removeEventListener(LOOK_UP_KEPT, restore);
      running.current?.abort();
    };
  }, []);
  return { text, setText, state, run };
}
