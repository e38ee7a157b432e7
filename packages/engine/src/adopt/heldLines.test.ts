import type { KubernetesObject } from '../model';
import { adoptedOf, foundObject } from '../testing/adoptedObjects';

const enforce = 'pod-security.kubernetes.io/enforce';

const home = (level?: string): KubernetesObject => {
  const namespace = foundObject('Namespace', 'pay-old');
  return level === undefined
    ? namespace
    : {
        ...namespace,
        metadata: { ...namespace.metadata, labels: { [enforce]: level } },
      };
};
const deployment = (name: string, spec: object = {}): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'pay-old' },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [{ name: 'web', image: 'registry.example.com/web:1' }],
        ...spec,
      },
    },
  },
});

const linesOf = (...args: Parameters<typeof adoptedOf>) =>
  adoptedOf(...args).tenants[0].grants.filter(line =>
    /Pod Security|more than its tier/.test(line),
  );

describe('what an adopted tenant would be held to', () => {
  it('names the workloads whose next pods the level refuses', () => {
    const objects = [
      home(),
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(name => deployment(name)),
    ];
    expect(linesOf(objects)).toEqual([
      'Pod Security of its namespace in dev would enforce restricted (now nothing) and refuse the next pods of Deployment a, Deployment b, Deployment c, Deployment d, Deployment e and 1 more; with the tenant in tenancy.reportOnly the level stays as it is, and podSecurity.level of the environment sets another',
    ]);
  });

  it('says nothing where the level is enforced already, or stays', () => {
    expect(linesOf([home('restricted'), deployment('web')])).toEqual([]);
    expect(linesOf([home('baseline'), deployment('web')])).toEqual([
      expect.stringContaining('(now baseline)'),
    ]);
    expect(
      linesOf([home(), deployment('web')], {
        input: { reportOnly: ['payments'] },
      }),
    ).toEqual([]);
  });

  it('says where what is there is more than the tier gives', () => {
    const large = {
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'web',
          image: 'registry.example.com/web:1',
          resources: {
            requests: { cpu: '2500m', memory: '1Gi' },
            limits: { cpu: '2500m', memory: '1Gi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    };
    expect(linesOf([home(), deployment('web', large)])).toEqual([
      'what it has in dev is more than its tier gives: 5 of 4 requests.cpu (groundwork-quota); name a larger tier in the rules, or put the tenant into tenancy.reportOnly, which gives it no quotas',
    ]);
  });
});
