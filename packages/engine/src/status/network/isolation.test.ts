import { KubernetesObject } from '../../model';
import {
  deny,
  dns,
  estate,
  pod,
  policy,
  statusOf,
} from '../../testing/networkWorld';

describe('isolationOf', () => {
  const isolation = (others: KubernetesObject[]) => {
    const {
      policies: _policies,
      enforcement: _enforcement,
      ...rest
    } = statusOf(estate({ others })).isolation[0];
    return rest;
  };

  it('not at all without a policy', () => {
    expect(isolation([])).toEqual({
      environment: 'dev',
      namespace: 'pay',
      ingress: 'open',
      egress: 'open',
      dnsAllowed: 'yes',
    });
  });

  it('both ways by a policy for all pods, and then without DNS', () => {
    expect(isolation([deny])).toMatchObject({
      ingress: 'isolated',
      egress: 'isolated',
      dnsAllowed: 'no',
      why: 'no policy allows pods to query DNS on UDP 53 and TCP 53',
    });
  });

  it('with DNS only over both protocols', () => {
    expect(isolation([deny, dns(['UDP', 'TCP'])])).toMatchObject({
      dnsAllowed: 'yes',
    });
    expect(isolation([deny, dns(['UDP'])])).toMatchObject({
      dnsAllowed: 'no',
      why: 'no policy allows pods to query DNS on TCP 53',
    });
  });

  it('partly where policies select some pods only', () => {
    const other = {
      ...pod,
      metadata: { ...pod.metadata, name: 'db', labels: { app: 'db' } },
    };
    const some = policy('some', {
      podSelector: { matchLabels: { app: 'db' } },
    });
    expect(isolation([other, some])).toMatchObject({
      ingress: 'partly',
      egress: 'open',
    });
  });

  it('not by a policy that allows everything', () => {
    expect(isolation([deny, policy('all', { ingress: [{}] })])).toMatchObject({
      ingress: 'open',
      egress: 'isolated',
    });
  });
});
