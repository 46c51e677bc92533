import { RefusedDrawer } from "@/components/corrections/refused-drawer";

export default function CorrectForbidden() {
  return (
    <RefusedDrawer
      drawer="Correct this pass"
      why="role"
      title="You cannot correct passes"
      body="Your role reads passes. An admin can correct this one; send them its link."
    />
  );
}
