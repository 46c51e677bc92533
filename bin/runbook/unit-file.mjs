/** What a unit file says of its service, as far as the stand-in for systemd goes. */
export function readUnit(text) {
  const all = (name) =>
    text
      .split("\n")
      .filter((line) => line.startsWith(`${name}=`))
      .map((line) => line.slice(name.length + 1).trim());
  const one = (name) => {
    const [value, ...more] = all(name);
    if (!value || more.length > 0) throw new Error(`A unit must say ${name}= once.`);
    return value;
  };
  return {
    user: one("User"),
    folder: one("WorkingDirectory"),
    environment_files: all("EnvironmentFile"),
    writable: all("ReadWritePaths"),
    command: one("ExecStart").split(" "),
    stop_signal: one("KillSignal"),
    stop_ms: Number(one("TimeoutStopSec")) * 1000,
  };
}

/** The variables of an environment file as systemd reads it: a line each, a value may stand in double quotes. */
export function readEnvironment(text) {
  return Object.fromEntries(
    text
      .split("\n")
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)])
      .map(([name, value]) => [name, value.replace(/^"(.*)"$/, "$1")]),
  );
}
