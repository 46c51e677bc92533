import { ListSkeleton } from "@/components/passes/list/list-skeleton";

export default function PassesLoading() {
  return <ListSkeleton />;
}
