import { clsx, type ClassValue } from "clsx";

/**
 * Joins class names. Two that set the same property are not told apart, so a component gives a name for what may
 * differ (a size, a tone) and no caller sets again what it has set.
 */
export function cn(...names: ClassValue[]): string {
  return clsx(names);
}
