import type { ApiFailure } from "./api-failure";
import { Banner } from "@/components/ui/banner";

type StaleBannerProps = {
  failure: ApiFailure;
  /** What goes on all the same. */ children?: string;
  className?: string;
};

/** What a page that keeps itself up to date says while it cannot. */
export function StaleBanner({ failure, children, className }: StaleBannerProps) {
  return (
    <Banner tone="warn" isAlert title="This page is not up to date." className={className}>
      {failure.sentence} It updates by itself as soon as it can. {children}
    </Banner>
  );
}
