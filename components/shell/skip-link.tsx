/** The first tab stop of a page: skips the app shell. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed -top-12 left-2 z-70 rounded-control bg-inverse px-3 py-2 text-on-inverse focus:top-2"
    >
      Skip to content
    </a>
  );
}
