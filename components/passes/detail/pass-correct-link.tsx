"use client";

import { Pencil } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { takeFocusOnCorrect } from "@/components/corrections/form/return-focus";
import { ButtonLink } from "@/components/ui/button-link";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/** Opens the correction of this pass (key e) and takes the focus back when it closes. */
export function PassCorrectLink({ passId }: { passId: string }) {
  const router = useRouter();
  const link = useRef<HTMLAnchorElement>(null);
  const path = usePathname();
  const href = `/passes/${passId}/correct`;
  useEffect(() => {
    if (path !== href && takeFocusOnCorrect()) link.current?.focus();
  }, [path, href]);
  useShortcut("e", () => router.push(href), path !== href);
  return (
    <ButtonLink ref={link} href={href} scroll={false} icon={<Pencil aria-hidden />}>
      Correct…
    </ButtonLink>
  );
}
