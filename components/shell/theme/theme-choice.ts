import { parseTheme, THEME_COOKIE, type Theme } from "@/lib/display-theme";

const YEAR_S = 365 * 24 * 3600;

/** The chosen theme, which may be "system". */
export function chosenTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

export function isDarkNow(): boolean {
  const theme = chosenTheme();
  return theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
}

/** Changes the theme at once, and stores it in a cookie for the server to render the next pages with. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}
