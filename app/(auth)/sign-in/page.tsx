import type { Metadata } from "next";
import { ForgetLookUps } from "@/components/search/forget-look-ups";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { safeReturnPath } from "@/lib/auth/safe-return-path";
import { env } from "@/lib/env";
import { namePage } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  namePage("/sign-in");
  const { callbackUrl } = await searchParams;
  const { AGENCY_NAME, isDemo } = env();
  const wanted = typeof callbackUrl === "string" ? callbackUrl : null;
  return (
    <>
      <ForgetLookUps />
      <SignInScreen
        agencyName={AGENCY_NAME}
        environment={isDemo ? "Demo" : "Production"}
        returnPath={safeReturnPath(wanted)}
      />
    </>
  );
}
