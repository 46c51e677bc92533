import "server-only";
import type { Actor, Context } from "@/lib/context";
import { authorize } from "./authorize";
import { may, type Permission, PERMISSIONS } from "@/lib/acts";

export interface Me extends Pick<Actor, "id" | "name" | "email" | "role"> {
  permissions: Permission[];
}

/** The caller and everything the caller may do. Throws 401 without a session. */
export function getMe(ctx: Context): Me {
  const { id, name, email, role } = authorize(ctx, "session.read");
  return { id, name, email, role, permissions: PERMISSIONS.filter((permission) => may(role, permission)) };
}
