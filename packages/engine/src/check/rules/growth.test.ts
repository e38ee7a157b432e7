import { KubernetesObject } from '../../model';
import { compile } from '../../snapshot/compile';
import { arraySnapshot } from '../../snapshot/arraySnapshot';
import { overlaySnapshot } from '../../snapshot/overlaySnapshot';
import { labelKeysOf } from '../../names';
import { namespace, object, platform, route } from '../../testing/checkWorld';
import { growth } from '../../testing/growth';
import { check } from '../check';

const clusters = [
  ...new Set(
    platform.environments.flatMap(({ cluster, argocd }) => [
      cluster,
      argocd.cluster,
    ]),
  ),
];

function estate(objects: readonly KubernetesObject[]) {
  return compile(
    arraySnapshot(
      clusters.map(cluster => ({
        cluster,
        objects,
        asOf: 1,
      })),
    ),
    { clusters, labels: [labelKeysOf(platform.prefix).tenant] },
  );
}

/** Made once for each size: only the check is measured. */
function sized(make: (i: number) => KubernetesObject[]) {
  const made = new Map<number, ReturnType<typeof estate>>();
  return (size: number) => {
    const known =
      made.get(size) ??
      estate(Array.from({ length: size }, (_, i) => make(i)).flat());
    made.set(size, known);
    return known;
  };
}

const named = (tenant: string, name: string, hostname: string) => {
  const made = route(tenant, [hostname]);
  return { ...made, metadata: { ...made.metadata, name } };
};

describe('the time that checks take', () => {
  it.each<[string, (i: number) => KubernetesObject[]]>([
    [
      'routes with one name',
      i => [
        namespace(`t${i}`, `t${i}`),
        named(`t${i}`, 'web', 'a.dev.example.com'),
      ],
    ],
    [
      'wildcards over each other',
      i => [
        namespace(`t${i}`, `t${i}`),
        named(`t${i}`, 'web', '*.dev.example.com'),
        named(`t${i}`, 'below', `w${i}.dev.example.com`),
      ],
    ],
    [
      'projects that take names by a pattern',
      i => [
        namespace(`t${i}`, `t${i}`),
        object('argoproj.io/v1alpha1', 'AppProject', `t${i}-dev`, 'argocd', {
          metadata: {
            name: `t${i}-dev`,
            namespace: 'argocd',
            labels: {
              [labelKeysOf(platform.prefix).tenant]: `t${i}`,
              [labelKeysOf(platform.prefix).environment]: 'dev',
            },
          },
          spec: { destinations: [{ namespace: `t${i}*`, server: '*' }] },
        }),
      ],
    ],
  ])('grows with the estate and not faster: %s', (_, make) => {
    const of = sized(make);
    const grown = growth(size => {
      check(of(size), { platform, now: 1 });
    }, 100);
    expect(grown).toBeLessThan(6);
  });

  it('grows with the files of a repository and not faster, where no cluster is asked', () => {
    const keys = labelKeysOf(platform.prefix);
    const made = new Map<number, ReturnType<typeof overlaySnapshot>>();
    const of = (size: number) => {
      const known =
        made.get(size) ??
        overlaySnapshot(
          arraySnapshot(
            [],
            clusters.map(cluster => ({ cluster, unknown: 'notWatched' })),
          ),
          clusters.map(cluster => ({
            cluster,
            objects: Array.from({ length: size }, (_, i) => i).flatMap(i => {
              const labels = {
                [keys.tenant]: `t${i}`,
                [keys.environment]: 'dev',
              };
              const argo = (kind: string, spec: object) => ({
                apiVersion: 'argoproj.io/v1alpha1',
                kind,
                metadata: { name: `t${i}-dev`, namespace: 'argocd', labels },
                spec,
              });
              return [
                namespace(`t${i}`, `t${i}`),
                argo('AppProject', {
                  destinations: [{ namespace: `t${i}`, server: '*' }],
                }),
                argo('Application', {
                  project: `t${i}-dev`,
                  destination: { namespace: `t${i}`, server: 'https://dev' },
                }),
              ];
            }),
          })),
        );
      made.set(size, known);
      return known;
    };
    const grown = growth(size => {
      check(of(size), { platform, now: 1 });
    }, 100);
    expect(grown).toBeLessThan(6);
  });

  it('hardly grows with the estate for one tenant', () => {
    const of = sized(i => [
      namespace(`t${i}`, `t${i}`),
      named(`t${i}`, 'web', `w${i}.dev.example.com`),
    ]);
    const plan = [
      {
        cluster: clusters[0],
        objects: [named('t1', 'web', 'new.dev.example.com')],
      },
    ];
    const grown = growth(
      size => {
        for (let i = 0; i < 20; i += 1) {
          check(overlaySnapshot(of(size), plan), {
            platform,
            now: 1,
            scope: { tenants: ['t1'] },
          });
        }
      },
      1000,
      2.5,
    );
    expect(grown).toBeLessThan(2.5);
  });
});
