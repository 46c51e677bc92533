const GRID = 48;
const WIDTH = 720;
const HEIGHT = 912;

const ROUTES = [
  { path: "M96 912V528L288 336V144L384 48V0", className: "stroke-line-1" },
  { path: "M0 240H192L384 432H528L720 624", className: "stroke-line-2" },
  { path: "M720 144H576L336 384V912", className: "stroke-line-3" },
  { path: "M576 912V720L432 576H192L0 768", className: "stroke-line-4" },
];
const STOPS = [
  [96, 816],
  [192, 432],
  [288, 192],
  [336, 96],
  [96, 240],
  [480, 432],
  [624, 528],
  [648, 144],
  [456, 264],
  [336, 720],
  [336, 480],
  [576, 816],
  [504, 648],
  [264, 576],
] as const;
const TRANSFERS = [
  [288, 336],
  [336, 384],
  [336, 576],
  [96, 672],
] as const;

/** Four lines of an imaginary network; decorative. */
export function RouteMap() {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      className="absolute inset-0 size-full"
    >
      <path d={gridPath()} className="stroke-line" />
      <g strokeWidth="10" strokeLinecap="round" strokeLinejoin="round">
        {ROUTES.map((route) => (
          <path key={route.path} d={route.path} className={route.className} />
        ))}
      </g>
      <g className="fill-surface stroke-ink" strokeWidth="3">
        {STOPS.map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="8" />
        ))}
      </g>
      <g className="fill-surface stroke-ink" strokeWidth="4">
        {TRANSFERS.map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="14" />
        ))}
      </g>
    </svg>
  );
}

function gridPath(): string {
  const columns = Array.from({ length: WIDTH / GRID + 1 }, (_, index) => `M${index * GRID} 0V${HEIGHT}`);
  const rows = Array.from({ length: HEIGHT / GRID + 1 }, (_, index) => `M0 ${index * GRID}H${WIDTH}`);
  return [...columns, ...rows].join("");
}
