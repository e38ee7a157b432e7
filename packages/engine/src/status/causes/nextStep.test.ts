import { CauseCard } from '../../model';
import { certificateCauses } from '../secrets/certificateCauses';
import { secretCauses } from '../secrets/causes';
import { failedPodCauses } from '../workloads/failedPod';
import { podCauses } from '../workloads/podCauses';
import { nextStep } from './nextStep';

const stepOf = (card: CauseCard, why: string) =>
  nextStep({
    id: 'x',
    card,
    why,
    state: 'Degraded',
    native: [],
    title: 'x',
    environments: [],
    status: { of: 'nothing' },
  });

describe('nextStep', () => {
  it.each<[CauseCard, ReadonlyArray<{ why: string }>]>([
    ['workloads', podCauses],
    ['workloads', failedPodCauses],
    [
      'workloads',
      [
        'its images are still being pulled',
        'its init container migrate has not finished',
        'its node cannot read its Secrets and ConfigMaps',
        'its node no longer reports',
        'its readiness gates are not met',
        'its sidecar proxy is not ready, and the others wait for it',
        'no scheduler has looked at it',
      ].map(why => ({ why })),
    ],
    ['secrets', secretCauses.map(([, cause]) => cause)],
    ['secrets', certificateCauses.map(([, cause]) => cause)],
  ])('has one of its own for each reason of %s', (card, causes) => {
    const lacking = causes
      .map(({ why }) => why)
      .filter(why => /^Read its message/.test(stepOf(card, why) ?? ''));
    expect(lacking).toEqual([]);
  });

  it.each<[CauseCard, string, RegExp]>([
    ['workloads', 'its rollout has failed: InvalidSpec: limits', /another ver/],
    ['workloads', 'none of its runs has succeeded', /keep failed Jobs/],
    [
      'network',
      'Service web has no endpoints: the 2 pods it selects get no address',
      /the pods of the Service/,
    ],
    ['secrets', 'it was not issued in time: not up to date', /cert-manager/],
  ])('on the %s card follows from "%s"', (card, why, step) => {
    expect(stepOf(card, why)).toMatch(step);
  });

  it('tells a credential that is refused from a role that lacks a right', () => {
    const of = (why: string) => stepOf('sources', `cluster edge ${why}`);
    expect(of('rejects our credential')).toMatch(/token .* expired/);
    expect(of('does not allow us to read it')).toMatch(/role/);
  });

  it('says nothing of what is not known', () => {
    expect(
      nextStep({
        id: 'x',
        card: 'workloads',
        why: 'cluster x cannot be reached',
        state: 'Unknown',
        native: [],
        title: 'x',
        environments: [],
        status: { of: 'nothing' },
      }),
    ).toBeUndefined();
  });
});
