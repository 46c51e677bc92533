import { toast } from "@/components/ui/overlay/toast";

/**
 * Copies text to the clipboard and announces "… copied", or that the browser refused. Answers whether it was copied.
 */
export async function copyText(value: string, name: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
  } catch {
    toast.error(`${name} was not copied`, {
      description: "The browser refused. Select the text and copy it.",
    });
    return false;
  }
  toast.success(`${name} copied`);
  return true;
}
