import { PageRefused } from "@/components/ui/page/page-refused";

/** What stands in place of bulk corrections, one or all, for a role that does not read them. */
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
