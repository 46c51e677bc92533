import { cva, type VariantProps } from "class-variance-authority";

export const buttonStyle = cva(
  [
    "inline-flex shrink-0 items-center justify-center rounded-control border font-medium whitespace-nowrap transition-colors select-none",
    "disabled:cursor-not-allowed not-aria-busy:disabled:border-transparent not-aria-busy:disabled:bg-sunken not-aria-busy:disabled:text-ink-off not-aria-busy:disabled:shadow-none",
    "aria-disabled:cursor-not-allowed aria-disabled:border-transparent aria-disabled:bg-sunken aria-disabled:text-ink-off aria-disabled:shadow-none",
    "[&_svg]:shrink-0 forced-colors:border-[ButtonBorder]",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-on-accent shadow-button hover:bg-accent-hover active:bg-accent-press",
        default: "border-line-strong bg-surface text-ink shadow-button hover:bg-hover active:bg-press",
        ghost: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink active:bg-press",
        danger:
          "border-transparent bg-bad-solid text-white shadow-button hover:brightness-95 active:brightness-90",
        "danger-line":
          "border-line-strong bg-surface text-bad-fg shadow-button hover:bg-hover active:bg-press",
      },
      size: {
        sm: "h-7 gap-1.5 px-2 text-12 [&_svg]:size-3.5 max-md:h-11 max-md:px-3",
        md: "h-8 gap-1.5 px-3 text-13 [&_svg]:size-4 max-md:h-11",
        lg: "h-10 gap-2 px-4 text-14 [&_svg]:size-4 max-md:h-11",
      },
      square: { true: "", false: "" },
    },
    compoundVariants: [
      { square: true, size: "sm", class: "w-7 px-0 max-md:w-11 max-md:px-0" },
      { square: true, size: "md", class: "w-8 px-0 max-md:w-11" },
      { square: true, size: "lg", class: "w-10 px-0 max-md:w-11" },
    ],
    defaultVariants: { variant: "default", size: "md", square: false },
  },
);

export type ButtonStyle = Pick<VariantProps<typeof buttonStyle>, "variant" | "size">;
