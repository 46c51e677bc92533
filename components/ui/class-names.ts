import { clsx, type ClassValue } from "clsx";

/**
 * Joins class names. Conflicts between names that set the same property are not resolved, so a component offers a prop
 * for whatever may differ (a size, a tone) and no caller overrides what it sets.
 */
export function cn(...names: ClassValue[]): string {
  return clsx(names);
}
