import { BrandMark } from "@/components/brand/brand-mark";
import { EnvironmentBadge } from "@/components/brand/environment-badge";
import { RouteMap } from "@/components/brand/route-map";
import { SignInForm } from "./sign-in-form";

type SignInScreenProps = { agencyName: string; environment: string; returnPath: string };

export function SignInScreen({ agencyName, environment, returnPath }: SignInScreenProps) {
  return (
    <main id="content" className="grid min-h-dvh grid-cols-2 bg-surface max-lg:grid-cols-1">
      <div className="flex flex-col px-10 py-7 max-md:px-6 max-md:py-5">
        <div className="flex items-center gap-3">
          <BrandMark />
          <span className="flex-1 font-semibold">PassDesk</span>
          <EnvironmentBadge environment={environment} />
        </div>
        <div className="m-auto w-86 max-w-full py-8 max-md:w-full">
          <h1 id="sign-in" className="text-24">
            Sign in
          </h1>
          <p className="mt-1 mb-5 text-ink-2">For {agencyName} staff who look after mobile passes.</p>
          <SignInForm returnPath={returnPath} />
        </div>
        <p className="text-12 text-ink-3">
          Authorized use only. What you view, export and change is recorded.
        </p>
      </div>
      <div className="relative m-2 overflow-hidden rounded-dialog border bg-canvas max-lg:hidden">
        <RouteMap />
      </div>
    </main>
  );
}
