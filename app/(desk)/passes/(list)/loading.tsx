import { ListSkeleton } from "@/components/passes/list-skeleton";

export default function PassesLoading() {
  return <ListSkeleton />;
}
