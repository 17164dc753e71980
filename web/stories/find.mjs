// A node that keeps no search index.

import { otherWindow, story } from "./world.mjs";

story("find: a node without an index is said to be one", async (step) => {
  await step("the newest identities are read from the chain", async () => {
    const other = await otherWindow("/", (socket) => {
      const node = socket.connectToServer();
      socket.onMessage((message) =>
        node.send(String(message).replaceAll("panshi_searchData", "panshi_unknown")),
      );
    });
    await other.reads("This node keeps no search index");
    await other.reads("3 of 3 data identities");
    await other.looks("find-no-index");
    await other.page.close();
  });
});
