import type { ApiFailure } from "./api-failure";
import { Banner } from "@/components/ui/banner";

type StaleBannerProps = {
  failure: ApiFailure;
  /** What still works, as a sentence. */
  children?: string;
  className?: string;
};

/** Shown by a page that updates itself, for as long as the updates fail. */
export function StaleBanner({ failure, children, className }: StaleBannerProps) {
  return (
    <Banner tone="warn" isAlert title="This page is not up to date." className={className}>
      {failure.sentence} It updates by itself as soon as it can. {children}
    </Banner>
  );
}
