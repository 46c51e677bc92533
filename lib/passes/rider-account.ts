/** What of a rider's account says who it is; null where the portal has nothing. */
export interface RiderContact {
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  common_email: string | null;
  phone_number: string | null;
  /** "T" for a guest, who may have none of the above. */
  is_guest: string | null;
}

/** The portal has blanked this account: nothing personal is left, and it was no guest's. Pure. */
export function isBlanked(account: RiderContact): boolean {
  return (
    account.is_guest !== "T" && nameOf(account) === "" && emailOf(account) === null && !account.phone_number
  );
}

/** The address a rider is written to; null where there is none. Pure. */
export function emailOf({
  email,
  common_email,
}: Pick<RiderContact, "email" | "common_email">): string | null {
  return email || common_email || null;
}

/** What an account is called everywhere: its name, `Deleted rider` when blanked, `Rider 7` where it never had one. Pure. */
export function displayNameOf(userId: number | string, account: RiderContact): string {
  if (isBlanked(account)) return "Deleted rider";
  return nameOf(account) || `Rider ${userId}`;
}

function nameOf({ first_name, last_name }: Pick<RiderContact, "first_name" | "last_name">): string {
  return [first_name?.trim(), last_name?.trim()].filter(Boolean).join(" ");
}
