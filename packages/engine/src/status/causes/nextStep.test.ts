import { CauseCard } from '../../model';
import { certificateCauses } from '../secrets/certificateCauses';
import { secretCauses } from '../secrets/causes';
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
    ['secrets', secretCauses.map(([, cause]) => cause)],
    ['secrets', certificateCauses.map(([, cause]) => cause)],
  ])('has one of its own for each reason of %s', (card, causes) => {
    const lacking = causes
      .map(({ why }) => why)
      .filter(why => /^Read its message/.test(stepOf(card, why) ?? ''));
    expect(lacking).toEqual([]);
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
