import {
  Archive,
  ArchiveRestore,
  CalendarClock,
  Download,
  Eye,
  KeyRound,
  Layers,
  Lock,
  LogIn,
  LogOut,
  MessageSquare,
  Pencil,
  Pin,
  PinOff,
  RotateCw,
  Settings2,
  ShieldCheck,
  Star,
  Undo2,
  UserPlus,
  UserX,
} from "lucide-react";

type ActionIcon = { Icon: typeof Pencil; color: string };

const CHANGE = "text-accent-text";
const WATCH = "text-warn-fg";
const QUIET = "text-ink-3";

/* The longest prefix that matches an act decides. */
const ICONS: Readonly<Record<string, ActionIcon>> = {
  "pass.correct": { Icon: Pencil, color: CHANGE },
  "pass.undo": { Icon: Undo2, color: CHANGE },
  "pass.pin": { Icon: Pin, color: CHANGE },
  "pass.unpin": { Icon: PinOff, color: CHANGE },
  "pass.archive": { Icon: Archive, color: QUIET },
  "pass.restore": { Icon: ArchiveRestore, color: QUIET },
  "pass.export": { Icon: Download, color: QUIET },
  "pass.export.finished": { Icon: Download, color: WATCH },
  bulk: { Icon: Layers, color: CHANGE },
  "bulk.undo": { Icon: Undo2, color: CHANGE },
  export: { Icon: Download, color: QUIET },
  "export.download": { Icon: Download, color: WATCH },
  schedule: { Icon: CalendarClock, color: QUIET },
  archive: { Icon: Archive, color: QUIET },
  job: { Icon: RotateCw, color: QUIET },
  setting: { Icon: Settings2, color: WATCH },
  fare_rule: { Icon: Settings2, color: WATCH },
  "audit.export": { Icon: Download, color: WATCH },
  audit: { Icon: ShieldCheck, color: QUIET },
  "rider.reveal": { Icon: Eye, color: QUIET },
  note: { Icon: MessageSquare, color: QUIET },
  view: { Icon: Star, color: QUIET },
  "session.sign_in": { Icon: LogIn, color: QUIET },
  "session.sign_out": { Icon: LogOut, color: QUIET },
  "session.refused": { Icon: Lock, color: "text-bad-fg" },
  "user.create": { Icon: UserPlus, color: QUIET },
  "user.disable": { Icon: UserX, color: WATCH },
};

/** The icon of an act; a key if none is defined for it. */
export function iconOf(action: string): ActionIcon {
  const words = action.split(".");
  for (let length = words.length; length > 0; length -= 1) {
    const icon = ICONS[words.slice(0, length).join(".")];
    if (icon) return icon;
  }
  return { Icon: KeyRound, color: QUIET };
}
