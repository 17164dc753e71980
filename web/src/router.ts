// Where a person is, from the part of the address behind `#`.

import { createStore } from "./store";

export type Route = { path: string[]; query: URLSearchParams };

function read(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { path: path.split("/").filter((part) => part !== ""), query: new URLSearchParams(query) };
}

export const route = createStore<Route>(read());

window.addEventListener("hashchange", () => {
  route.set(read());
  // Who hears the page is told of the new view, and keyboards start at its top.
  window.scrollTo(0, 0);
  document.getElementById("view")?.focus({ preventScroll: true });
});

export function go(to: string): void {
  location.hash = to;
}
