import { PassSkeleton } from "@/components/passes/pass-skeleton";

export default function PassLoading() {
  return <PassSkeleton />;
}
