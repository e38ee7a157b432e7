import fc from 'fast-check';
import { layoutProblems } from '../platform/layoutProblems';
import { layoutSchema } from '../platform/layoutSchema';
import type { Platform } from '../platform';
import { defaultLayout, Layout } from './layout';
import {
  inEnvironment,
  isRequestPath,
  isSharedPath,
  placeOf,
  platformDirectory,
  renderedPlace,
  requestPath,
  requestPlace,
  requestsDirectory,
  sharedDirectory,
  teamDirectories,
  teamOf,
  tenantDirectory,
  tenantRequestPath,
  treeOf,
} from './paths';

/** Few names, so that folders, tenants and environments often have the same. */
const word = fc.constantFrom('a', 'b', 'c', 'dev', 'prod', 'team', 'A', 'Dev');
const label = fc.constantFrom('a', 'b', 'c', 'dev', 'prod', 'team', 'x-1');
const tenant = '${{ tenant }}';
const environment = '${{environment}}';

function template(...wanted: string[]): fc.Arbitrary<string> {
  return fc
    .array(word, { minLength: wanted.length > 0 ? 0 : 1, maxLength: 3 })
    .chain(words =>
      fc.shuffledSubarray([...words, ...wanted], {
        minLength: words.length + wanted.length,
      }),
    )
    .map(names => names.join('/'));
}

const environments = fc.uniqueArray(label, { minLength: 1, maxLength: 3 });

/** Layouts that a platform takes, with its environments. */
const world = fc
  .record({
    names: environments,
    layout: fc.oneof(
      fc.constant(defaultLayout),
      fc.record({
        tenantRequests: template(),
        requests: template(tenant),
        tenants: template(tenant, environment),
        platform: template(tenant, environment),
      }),
      // Most that are made at random are in their own way.
      fc.record({
        tenantRequests: template().map(each => `p/x/${each}`),
        requests: template(tenant).map(each => `r/${each}`),
        tenants: template(tenant, environment).map(each => `t/${each}`),
        platform: template(tenant, environment).map(each => `p/y/${each}`),
      }),
    ),
  })
  .filter(
    ({ names, layout }) =>
      layoutSchema.safeParse(layout).success &&
      layoutProblems({
        layout,
        environments: names.map(name => ({ name })) as Platform['environments'],
      }).length === 0,
  );

const place = fc.record({ tenant: label, environment: label });

function inside(path: string, folder: string): boolean {
  return `${path}/`.toLowerCase().startsWith(`${folder}/`.toLowerCase());
}

function apart(one: string, other: string): boolean {
  return !inside(one, other) && !inside(other, one);
}

/** Everything that lies somewhere, with whose it is. */
function folders(
  layout: Layout,
  names: readonly string[],
  tenants: readonly string[],
): Array<{ path: string; of: string; isTeams: boolean }> {
  return tenants.flatMap(name => [
    ...teamDirectories(name, names, layout).map(path => ({
      path,
      of: name,
      isTeams: true,
    })),
    {
      path: tenantRequestPath(name, layout),
      of: `${name} in the platform tree`,
      isTeams: false,
    },
    ...names.map(each => ({
      path: platformDirectory(name, each, undefined, layout),
      of: `${name} ${each} in the platform tree`,
      isTeams: false,
    })),
  ]);
}

describe('paths of a layout', () => {
  it('tell the request that they are of', () => {
    fc.assert(
      fc.property(world, label, label, label, ({ layout }, name, kind, of) => {
        const path = requestPath(
          { kind, metadata: { name, tenant: of } },
          layout,
        );
        const lower = kind.split('-')[0];
        expect(
          requestPlace(path.replace(`/${kind}-`, `/${lower}-`), layout),
        ).toEqual({ tenant: of, kind: lower, name });
        expect(treeOf(path, layout)).toBe('tenants');
        expect(teamOf(path, layout)).toBe(of);

        const own = requestPath({ kind: 'Tenant', metadata: { name } }, layout);
        expect(requestPlace(own, layout)).toEqual({ tenant: name, name });
        expect(treeOf(own, layout)).toBe('platform');
        expect(teamOf(own, layout)).toBeUndefined();
        expect([path, own].every(each => isRequestPath(each, layout))).toBe(
          true,
        );
      }),
    );
  });

  it('tell the tenant and the environment that they are of', () => {
    fc.assert(
      fc.property(
        world,
        place,
        fc.nat(),
        ({ layout, names }, { tenant: of }, n) => {
          const at = names[n % names.length];
          const other = names[(n + 1) % names.length];
          const team = tenantDirectory(of, at, layout);
          const file = `${team}/workload-a.yaml`;
          expect(placeOf(file, layout)).toEqual({
            tree: 'tenants',
            tenant: of,
            environment: at,
            directory: team,
            rest: ['workload-a.yaml'],
          });
          expect(renderedPlace(file, layout)).toEqual({
            environment: at,
            target: 'cluster',
          });
          expect(treeOf(file, layout)).toBe('tenants');
          expect(teamOf(file, layout)).toBe(of);
          expect(isRequestPath(file, layout)).toBe(false);
          expect(inEnvironment(file, other, layout)).toBe(
            `${tenantDirectory(of, other, layout)}/workload-a.yaml`,
          );
          for (const target of ['cluster', 'argocd'] as const) {
            const given = platformDirectory(of, at, target, layout);
            expect(renderedPlace(`${given}/x.yaml`, layout)).toEqual({
              environment: at,
              target,
            });
            expect(treeOf(`${given}/x.yaml`, layout)).toBe('platform');
            expect(isRequestPath(`${given}/x.yaml`, layout)).toBe(false);
            expect(isSharedPath(`${given}/x.yaml`, layout)).toBe(false);
            const shared = `${sharedDirectory(at, target, layout)}/x.yaml`;
            expect(isSharedPath(shared, layout)).toBe(true);
            expect(treeOf(shared, layout)).toBe('platform');
          }
        },
      ),
    );
  });

  it("never lie in a folder that is somebody else's, whatever tenants are called", () => {
    fc.assert(
      fc.property(
        world,
        fc.uniqueArray(label, { minLength: 2 }),
        ({ layout, names }, tenants) => {
          const all = folders(layout, names, [...tenants, '_shared']);
          const wrong = all.flatMap((one, index) =>
            all
              .slice(index + 1)
              .filter(
                other => one.of !== other.of && !apart(one.path, other.path),
              )
              .map(other => `${one.path} ${other.path}`),
          );
          expect(wrong).toEqual([]);
        },
      ),
    );
  });

  it("keep a team's requests and each of its environments apart", () => {
    fc.assert(
      fc.property(world, label, ({ layout, names }, of) => {
        const own = [
          requestsDirectory(of, layout),
          ...names.map(name => tenantDirectory(of, name, layout)),
        ];
        const wrong = own.flatMap((one, index) =>
          own.slice(index + 1).filter(other => !apart(one, other)),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
});
