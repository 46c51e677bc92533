import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { ensureChromium } from "../lib/install.mjs";
import { onEnd } from "../lib/processes.mjs";
import { Refusal } from "../lib/say.mjs";

/** A Chromium on the machine's address, through TLS: it trusts the machine's own certificate and no other unknown one. */
export async function openBrowser({ name, https_port, at }) {
  const { chromium } = await import("@playwright/test");
  const certificate = new X509Certificate(readFileSync(at("tls", "fullchain.pem")));
  const key = certificate.publicKey.export({ type: "spki", format: "der" });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      `--host-resolver-rules=MAP ${name}:443 127.0.0.1:${https_port}`,
      `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`,
    ],
  });
  onEnd({ name: "browser", stop: () => browser.close() });
  const page = await browser.newPage({ baseURL: `https://${name}` });
  page.setDefaultTimeout(60_000);
  return {
    signIn: (who) => signIn(page, who),
    shows: (text) => page.getByText(text).first().waitFor(),
    isStillSignedIn: () => isStillSignedIn(page),
  };
}

/** Signs in and opens the first pass of the list; resolves with its id. */
async function signIn(page, { email, password }) {
  await page.goto("/");
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("/passes");
  const list = page.getByRole("table", { name: "Passes" });
  const address = await list.locator('tbody a[href^="/passes/"]').first().getAttribute("href");
  await page.goto(address);
  return /^\/passes\/(\d+)$/.exec(address)?.[1];
}

async function isStillSignedIn(page) {
  await page.goto("/passes");
  await page.getByRole("table", { name: "Passes" }).waitFor();
  if (new URL(page.url()).pathname !== "/passes") throw new Refusal("The session ended with the upgrade.");
}
