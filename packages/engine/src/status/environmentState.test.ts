import fc from 'fast-check';
import { Cause, STATES, severityRank } from '../model';
import { now } from '../testing/cardWorld';
import {
  Fault,
  app,
  cardsWith,
  deployment,
  quota,
} from '../testing/causeWorld';
import { causesOf } from './causes';
import { environmentState, tenantState } from './environmentState';

function told(fault: Fault) {
  const { cards, snapshot } = cardsWith(fault);
  const causes = causesOf(cards, snapshot);
  return { cards, causes, state: environmentState('dev', cards, causes) };
}

const fullQuota = quota({ pods: '4' });

describe('environmentState', () => {
  it('is Healthy, without a word, where every card is', () => {
    expect(told({}).state).toEqual({ state: 'Healthy', why: '' });
  });

  it('is as bad as a card that is not about sync or routes, in the words of the cause', () => {
    const { state, causes } = told({ spoke: [fullQuota] });
    expect(causes[0].text).toContain('is full');
    expect(state).toEqual({ state: 'Degraded', why: causes[0].text });
  });

  it('is not troubled by what may become trouble, or was stopped on purpose beside other things', () => {
    const nearly = quota({ 'requests.cpu': '3900m' });
    const { causes, state } = told({
      spoke: [nearly, deployment('old', { replicas: 0 }, { replicas: 0 })],
    });
    expect(causes.map(({ isWarning }) => isWarning)).toContain(true);
    expect(state).toEqual({ state: 'Healthy', why: '' });
  });

  it.each([
    ['ResourceQuota', ''],
    ['Deployment', 'apps'],
    ['ExternalSecret', 'external-secrets.io'],
  ])('is not known where %ss cannot be read, and says so', (kind, group) => {
    const { state } = told({
      unknown: [
        {
          cluster: 'spoke',
          group,
          kind,
          unknown: 'forbidden',
          message: 'no',
        },
      ],
    });
    expect(state).toEqual({
      state: 'Unknown',
      why: expect.stringContaining('does not allow us to read it'),
    });
  });

  it('is not known while its cluster is silent, whatever was seen there last', () => {
    const silent = (asOf: number | undefined) => ({
      source: 'cluster spoke',
      kind: 'cluster' as const,
      ...(asOf === undefined ? {} : { asOf }),
      problem: { unknown: 'timeout' as const, message: 'x', since: now },
    });
    expect(told({ spoke: [fullQuota], sources: [silent(now)] }).state).toEqual({
      state: 'Unknown',
      why: 'cluster spoke does not answer',
    });
    expect(told({ sources: [silent(undefined)] }).state.why).toBe(
      'cluster spoke has never answered',
    );
  });

  it('takes what was kept from before a start for no silence', () => {
    const problem = { unknown: 'notWatched' as const, message: 'x' };
    const kept = { ...problem, since: now };
    const sources = [
      ...[{ source: 'cluster spoke', asOf: now - 60_000, problem: kept }],
      ...[{ source: 'cluster hub', asOf: now }],
    ].map(each => ({ ...each, kind: 'cluster' as const }));
    expect(told({ sources }).state).toEqual({
      state: 'Unknown',
      why: 'cluster spoke is being read since the portal started',
    });
  });

  it('is not known once nothing was heard of its cluster for 15 s', () => {
    const heard = (age: number) => [
      { source: 'cluster spoke', kind: 'cluster' as const, asOf: now - age },
      { source: 'cluster hub', kind: 'cluster' as const, asOf: now },
    ];
    expect(told({ sources: heard(15_000) }).state.state).toBe('Healthy');
    expect(told({ sources: heard(15_001) }).state.state).toBe('Unknown');
  });

  it('is not known of an environment of which no card tells', () => {
    const { cards, snapshot } = cardsWith({});
    expect(
      environmentState('prod', cards, causesOf(cards, snapshot)),
    ).toMatchObject({ state: 'Unknown', why: expect.stringMatching(/./) });
  });

  it('says of what is on its way what it is', () => {
    const { state } = told({
      hub: [app({ health: { status: 'Progressing' } })],
    });
    expect(state).toMatchObject({
      state: 'Progressing',
      why: expect.stringMatching(/./),
    });
  });

  it('has a reason exactly where it is not Healthy, and is never better than what is told', () => {
    const { cards } = cardsWith({});
    const states = fc.constantFrom(...STATES);
    fc.assert(
      fc.property(states, states, fc.string(), (row, found, text) => {
        const sync = {
          ...cards.sync,
          environments: cards.sync.environments.map(each => ({
            ...each,
            state: row,
            why: '',
          })),
        };
        const cause: Cause = {
          state: found,
          why: '',
          native: [],
          id: 'quota/x',
          text,
          environments: ['dev'],
          findings: [
            {
              state: found,
              why: '',
              native: [],
              id: 'quota/x',
              card: 'quota',
              environments: ['dev'],
              title: 'x',
            },
          ],
          follows: [],
        };
        const { state, why } = environmentState('dev', { ...cards, sync }, [
          cause,
        ]);
        expect(severityRank(state)).toBe(
          Math.min(severityRank(row), severityRank(found)),
        );
        expect(why === '').toBe(state === 'Healthy');
      }),
    );
  });
});

describe('tenantState', () => {
  it('is that of the worst environment, or of what concerns all of it', () => {
    const { cards, causes } = told({ spoke: [fullQuota] });
    const healthy = { state: 'Healthy' as const, why: '' };
    expect(tenantState([healthy], cards, [])).toEqual(healthy);
    expect(
      tenantState([healthy, { state: 'Missing', why: 'gone' }], cards, []),
    ).toEqual({ state: 'Missing', why: 'gone' });
    expect(
      tenantState([healthy], cards, [{ ...causes[0], environments: [] }]),
    ).toEqual({ state: 'Degraded', why: causes[0].text });
  });
});
