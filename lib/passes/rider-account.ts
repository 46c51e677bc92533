/** The members of a rider's account that identify a person; null if the portal has nothing. */
export interface RiderContact {
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  common_email: string | null;
  phone_number: string | null;
  /** "T" for a guest, who may have none of the other members. */
  is_guest: string | null;
}

/** Whether the portal has blanked this account: no personal data is left, and it was not a guest's. Pure. */
export function isBlanked(account: RiderContact): boolean {
  return (
    account.is_guest !== "T" && nameOf(account) === "" && emailOf(account) === null && !account.phone_number
  );
}

/** The rider's e-mail address; null if there is none. Pure. */
export function emailOf({
  email,
  common_email,
}: Pick<RiderContact, "email" | "common_email">): string | null {
  return email || common_email || null;
}

/** The display name of an account: its name, `Deleted rider` if blanked, `Rider 7` if it never had a name. Pure. */
export function displayNameOf(userId: number | string, account: RiderContact): string {
  if (isBlanked(account)) return "Deleted rider";
  return nameOf(account) || `Rider ${userId}`;
}

function nameOf({ first_name, last_name }: Pick<RiderContact, "first_name" | "last_name">): string {
  return [first_name?.trim(), last_name?.trim()].filter(Boolean).join(" ");
}
