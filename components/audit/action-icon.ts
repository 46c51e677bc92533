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

type ActionIcon = { Icon: typeof Pencil; look: string };

const CHANGE = "text-accent-text";
const WATCH = "text-warn-fg";
const QUIET = "text-ink-3";

/* The longest beginning of an act decides. */
const ICONS: Readonly<Record<string, ActionIcon>> = {
  "pass.correct": { Icon: Pencil, look: CHANGE },
  "pass.undo": { Icon: Undo2, look: CHANGE },
  "pass.pin": { Icon: Pin, look: CHANGE },
  "pass.unpin": { Icon: PinOff, look: CHANGE },
  "pass.archive": { Icon: Archive, look: QUIET },
  "pass.restore": { Icon: ArchiveRestore, look: QUIET },
  "pass.export": { Icon: Download, look: QUIET },
  "pass.export.finished": { Icon: Download, look: WATCH },
  bulk: { Icon: Layers, look: CHANGE },
  "bulk.undo": { Icon: Undo2, look: CHANGE },
  export: { Icon: Download, look: QUIET },
  "export.download": { Icon: Download, look: WATCH },
  schedule: { Icon: CalendarClock, look: QUIET },
  archive: { Icon: Archive, look: QUIET },
  job: { Icon: RotateCw, look: QUIET },
  setting: { Icon: Settings2, look: WATCH },
  fare_rule: { Icon: Settings2, look: WATCH },
  "audit.export": { Icon: Download, look: WATCH },
  audit: { Icon: ShieldCheck, look: QUIET },
  "rider.reveal": { Icon: Eye, look: QUIET },
  note: { Icon: MessageSquare, look: QUIET },
  view: { Icon: Star, look: QUIET },
  "session.sign_in": { Icon: LogIn, look: QUIET },
  "session.sign_out": { Icon: LogOut, look: QUIET },
  "session.refused": { Icon: Lock, look: "text-bad-fg" },
  "user.create": { Icon: UserPlus, look: QUIET },
  "user.disable": { Icon: UserX, look: WATCH },
};

/** The icon of an act; a key for one nobody drew. */
export function iconOf(action: string): ActionIcon {
  const words = action.split(".");
  for (let length = words.length; length > 0; length -= 1) {
    const icon = ICONS[words.slice(0, length).join(".")];
    if (icon) return icon;
  }
  return { Icon: KeyRound, look: QUIET };
}
