import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { parseTheme, THEME_COOKIE } from "@/lib/display-theme";
import { Toaster } from "@/components/ui/overlay/toaster";

export const metadata: Metadata = {
  title: { template: "%s · PassDesk", default: "PassDesk" },
  description: "The desk from which a transit agency looks after its riders' mobile passes.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/**
 * Reads the theme cookie, which sets the theme before the first paint and makes every page dynamic, as the nonce of
 * each answer requires.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
