import { cn } from "@/components/ui/class-names";

/** The product's logo; decorative, its name stands beside it. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn("size-6 shrink-0", className)}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <g fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7.4 18.2V6.6h5.4a3.8 3.8 0 0 1 0 7.6H7.4" />
      </g>
      <circle cx="17.1" cy="17.5" r="1.5" fill="#fff" />
    </svg>
  );
}
