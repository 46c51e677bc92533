"use client";

import { MessageSquareText } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { NOTE_FIELD_ID } from "./note-field-id";
import { Button } from "@/components/ui/button";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/** Focuses the field for a new note (key n), on its tab. */
export function AddNoteButton() {
  const path = usePathname();
  const search = useSearchParams();
  const [asked, setAsked] = useState({ times: 0, from: "" });
  const ask = () => {
    const next = new URLSearchParams(search);
    // The field is on the first tab, whose name is not in the address.
    if (next.has("tab")) {
      next.delete("tab");
      window.history.replaceState(null, "", next.size > 0 ? `${path}?${next}` : path);
    }
    setAsked(({ times }) => ({ times: times + 1, from: next.toString() }));
  };
  const isThere = asked.times > 0 && asked.from === search.toString();
  useEffect(() => {
    if (!isThere) return;
    const field = document.getElementById(NOTE_FIELD_ID);
    field?.scrollIntoView({ block: "nearest" });
    field?.focus({ preventScroll: true });
  }, [isThere, asked.times]);
  useShortcut("n", ask);
  return (
    <Button icon={<MessageSquareText aria-hidden />} onClick={ask}>
      Add note
    </Button>
  );
}
