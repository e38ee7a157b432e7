import fc from 'fast-check';
import { isDestinationPermitted } from '../../argocd';
import {
  Fields,
  findingsOf,
  namespace,
  object,
  platform,
  tenantLabels,
} from '../../testing/checkWorld';

const NAMES = [
  'pay-a',
  'pay-b',
  'p',
  'shop-a',
  'x',
  'groundwork',
  'kube-system',
];
const NOBODYS = 'groundwork-nobodys-namespace';
const all = [...NAMES, 'pay', 'shop', 'gateways', NOBODYS];

const pattern = fc.oneof(
  fc.constantFrom(...all),
  fc
    .array(
      fc.constantFrom(
        '*',
        '**',
        '?',
        '[a-p]',
        '{pay,shop}',
        '\\p',
        '[',
        'pay',
        'shop',
        '-',
        'a',
        'groundwork',
        '',
      ),
      { maxLength: 4 },
    )
    .map(parts => parts.join('')),
);
const signed = fc
  .tuple(fc.constantFrom('', '', '', '!'), pattern)
  .map(parts => parts.join(''));
const destination = fc.record(
  {
    name: fc.constantFrom('spoke-dev', 'spoke-*', 'other', '!spoke-dev', '*'),
    server: fc.constantFrom('*', 'https://one', '!https://one', '**'),
    namespace: signed,
  },
  { requiredKeys: [] },
);

describe('namespaces that a project permits although they are not its own', () => {
  it('are those that asking for each finds', () => {
    fc.assert(
      fc.property(
        fc.array(destination, { maxLength: 4 }),
        fc.option(fc.boolean(), { nil: undefined }),
        fc.shuffledSubarray(NAMES),
        fc.func(fc.constantFrom('pay', 'shop', undefined)),
        (destinations, permitOnlyProjectScopedClusters, names, ownerOf) => {
          const project = object(
            'argoproj.io/v1alpha1',
            'AppProject',
            'pay-dev',
            'argocd',
            {
              spec: { destinations, permitOnlyProjectScopedClusters } as Fields,
            },
            { labels: tenantLabels('pay') },
          );
          const owners = new Map([
            ['shop', 'shop'],
            ['gateways', ''],
            ...names.map(name => [name, ownerOf(name) ?? ''] as const),
          ]);
          const [environment] = platform.environments;
          const expected = [...owners, [NOBODYS, ''] as const].find(
            ([name, owner]) =>
              owner !== 'pay' &&
              isDestinationPermitted(project, {
                ...environment.argocd.destination,
                namespace: name,
              }),
          )?.[0];

          const [found] = findingsOf(
            names.map(name => namespace(name, owners.get(name) || undefined)),
            [],
            { hub: [project] },
          ).filter(({ code }) => code === 'ProjectTooWide');

          expect(found ? found.evidence[0]?.value ?? NOBODYS : undefined).toBe(
            expected,
          );
        },
      ),
    );
  });
});
