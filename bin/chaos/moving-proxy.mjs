import { connect, createServer } from "node:net";

/**
 * A TCP address in front of a database server that can move to another port, cut every connection, or swallow what goes
 * over them without closing them, as a dead host does.
 */
export async function openMovingProxy(first_port) {
  let target = first_port;
  let is_deaf = false;
  const pairs = new Set();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    const pair = { client, upstream, is_lost: false };
    const silent = () => is_deaf || pair.is_lost;
    pairs.add(pair);
    // What was swallowed is lost: such a connection never speaks again.
    const pass = (to) => (chunk) => {
      if (silent()) pair.is_lost = true;
      else to.write(chunk);
    };
    const end = (other) => () => {
      if (!silent()) other.destroy();
    };
    client.on("data", pass(upstream)).on("error", () => client.destroy());
    upstream.on("data", pass(client)).on("error", () => upstream.destroy());
    upstream.on("close", end(client));
    client.on("close", () => {
      upstream.destroy();
      pairs.delete(pair);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (chosen) => {
    for (const pair of pairs) if (chosen(pair)) pair.client.resetAndDestroy();
  };
  return {
    port: server.address().port,
    cutAll: () => cut(() => true),
    swallow: () => (is_deaf = true),
    /** Ends the silence. Connections that were silent stay so, as those to a host that is gone. */
    listen: () => {
      is_deaf = false;
      for (const pair of pairs) pair.is_lost = true;
    },
    /** The present connections become silent for good, and new ones go to another port. */
    moveTo: (port) => {
      for (const pair of pairs) pair.is_lost = true;
      target = port;
    },
    close: async () => {
      cut(() => true);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
