import { ChevronsUpDown } from "lucide-react";
import { LazyUserMenu } from "./lazy-user-menu";
import { ROLE_LABELS, type ShellUser } from "@/components/navigation/shell-user";
import { Avatar } from "@/components/ui/avatar";

export function UserMenu({ user }: { user: ShellUser }) {
  return (
    <LazyUserMenu
      user={user}
      className="relative mt-2 flex items-center gap-2 rounded-control p-2 text-left leading-4 hover:bg-hover data-[state=open]:bg-hover max-xl:justify-center max-xl:px-0"
    >
      <Avatar name={user.name} />
      <span className="sr-only">Account of </span>
      <span className="min-w-0 flex-1 max-xl:sr-only">
        <span className="block truncate font-medium">{user.name}</span>
        <span className="block text-11 text-ink-3">{ROLE_LABELS[user.role]}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3 max-xl:hidden" />
    </LazyUserMenu>
  );
}
