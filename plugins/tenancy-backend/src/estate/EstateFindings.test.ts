import { mockServices } from '@backstage/backend-test-utils';
import { arraySnapshot, parsePlatform } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { EstateFindings } from './EstateFindings';

const { git: _git, ...platform } = tenancyConfig;

const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});
const subject = (of: string) => ({
  cluster: 'one',
  group: '',
  kind: 'Service',
  namespace: of,
  name: 'web',
});

/** Whose a finding about a Service of each namespace is, where a request names all three. */
async function ownersWith(isRead: boolean) {
  const snapshot = arraySnapshot(
    [
      {
        cluster: 'one',
        objects: [namespace('live'), namespace('strange')],
        asOf: 0,
      },
    ],
    isRead
      ? []
      : [
          {
            cluster: 'one',
            group: '',
            kind: 'Namespace',
            unknown: 'forbidden',
          },
        ],
  );
  const found = await new EstateFindings({
    platform: parsePlatform(platform),
    snapshot,
    directory: {
      allInTurns: async () => [
        {
          name: 'pay',
          environments: ['live', 'strange', 'planned'].map(name => ({
            name: 'dev',
            cluster: 'one',
            namespace: name,
          })),
        },
      ],
      tenantOfNamespace: (_, name) => (name === 'live' ? 'pay' : undefined),
    },
    requests: { requestsOf: () => [] },
    facts: () => ({}),
    checks: [
      {
        name: 'all',
        *findings() {
          for (const each of ['live', 'strange', 'planned']) {
            yield {
              code: 'Odd',
              severity: 'warning' as const,
              subject: subject(each),
              message: 'odd',
              fix: 'mend it',
              fixableBy: 'tenant' as const,
              evidence: [],
            };
          }
        },
      },
    ],
    logger: mockServices.logger.mock(),
    patience: 30_000,
  }).last();
  return (found?.findings ?? [])
    .filter(({ finding }) => finding.code === 'Odd')
    .map(({ finding, tenant }) => [finding.subject.namespace, tenant]);
}

describe('EstateFindings', () => {
  it('tells nobody of a namespace that is there and not theirs, though a request names it', async () => {
    expect(await ownersWith(true)).toEqual([
      ['live', 'pay'],
      ['strange', undefined],
      ['planned', 'pay'],
    ]);
  });

  it('takes a namespace that nobody could read for none of theirs', async () => {
    expect(await ownersWith(false)).toEqual([
      ['live', 'pay'],
      ['strange', undefined],
      ['planned', undefined],
    ]);
  });
});
