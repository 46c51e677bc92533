"use client";

import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { signOut } from "./send-sign-out";
import { parseTheme } from "@/lib/display-theme";
import { chooseTheme, chosenTheme } from "@/components/shell/theme/theme-choice";
import { ROLE_LABELS, type ShellUser } from "@/components/navigation/shell-user";
import {
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "@/components/ui/overlay/menu";

export function UserMenuItems({ user }: { user: ShellUser }) {
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (value: string) => {
    const next = parseTheme(value);
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <>
      <MenuLabel>
        <span className="block text-13 font-medium text-ink">{user.name}</span>
        {user.email}, {ROLE_LABELS[user.role]}
      </MenuLabel>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={choose}>
        <MenuRadioItem value="light">
          <Sun aria-hidden />
          Light
        </MenuRadioItem>
        <MenuRadioItem value="dark">
          <Moon aria-hidden />
          Dark
        </MenuRadioItem>
        <MenuRadioItem value="system">
          <Monitor aria-hidden />
          System
        </MenuRadioItem>
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </>
  );
}
