import { PageRefused } from "@/components/ui/page/page-refused";

/** Shown to a role that may not read bulk corrections, in place of one or of the list. */
export function BulkRefused({ heading }: { heading: "h1" | "h2" }) {
  return (
    <PageRefused
      why="role"
      title="You cannot see bulk corrections"
      body="They are for managers and admins. Corrections of single passes are open to you."
      goTo={{ href: "/corrections", label: "Corrections" }}
      heading={heading}
    />
  );
}
