"use client";

import { Moon, Sun } from "lucide-react";
import { chooseTheme, isDarkNow } from "./theme-choice";
import { IconButton } from "@/components/ui/icon-button";

/** Switches between light and dark; the icon is chosen by CSS, so the server need not know what system means. */
export function ThemeToggle() {
  return (
    <IconButton
      label="Switch theme"
      onClick={() => chooseTheme(isDarkNow() ? "light" : "dark")}
      icon={
        <>
          <Moon aria-hidden className="dark:hidden" />
          <Sun aria-hidden className="hidden dark:block" />
        </>
      }
    />
  );
}
