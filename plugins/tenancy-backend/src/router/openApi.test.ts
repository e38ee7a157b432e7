import { openApi } from '../__testUtils__/HttpContract';
import type { Tenancy } from '../Tenancy';
import { createRouter } from './createRouter';

/** Anything that is asked of it is it. Routers take services apart when they are made, and use none. */
const anything: Tenancy & (() => unknown) = new Proxy(
  Object.assign(() => anything, {}),
  {
    get: (_, key) =>
      key === Symbol.iterator ? () => [][Symbol.iterator]() : anything,
    apply: () => anything,
  },
) as unknown as Tenancy & (() => unknown);

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

function routesOf(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map(method => `${method} ${route.path}`)
      : routesOf(handle?.stack ?? []),
  );
}

it('describes every route that is answered, and no other', () => {
  const router = createRouter(anything);
  const routes = routesOf(router.stack as unknown as Layer[])
    .map(route => route.replace(/:(\w+)/g, '{$1}'))
    // One route for the cards of entities that are no tenant's, described by their names.
    .filter(route => !route.endsWith('/{card}'));
  const described = Object.entries(openApi.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method} ${path}`),
  );
  expect(described.sort()).toEqual([...new Set(routes)].sort());
});
