import { grant } from '../../__fixtures__';
import { englishTexts } from '../../__testUtils__/englishTexts';
import { rightWords } from './rightWords';

const words = (overrides: Parameters<typeof grant>[0]) =>
  rightWords(grant(overrides), englishTexts);

describe('rightWords', () => {
  it('tells rights by what people do, and each kind once', () => {
    expect(
      words({
        may: ['read logs', 'change …', 'look at …'],
        kinds: {
          changed: ['cronjobs', 'deployments', 'widgets'],
          seen: ['certificates', 'deployments', 'issuers', 'nodes'],
        },
      }),
    ).toEqual([
      'read logs',
      'change workloads, widgets',
      'look at certificates, nodes',
    ]);
  });

  it('counts kinds that nobody has words for', () => {
    const changed = ['apples', 'berries', 'cherries', 'dates', 'elders'];
    expect(words({ may: ['change …'], kinds: { changed, seen: [] } })).toEqual([
      'change apples, berries, 3 further kinds',
    ]);
  });

  it('tells what is dangerous first, and what an older answer says as it is', () => {
    expect(words({ may: ['do everything'] })).toEqual(['do everything']);
    expect(words({ may: ['read Secrets', 'change pods'] })).toEqual([
      'read Secrets',
      'change pods',
    ]);
  });

  it('takes an unread role for no missing one', () => {
    expect(words({ level: 'unknown', may: [] })).toEqual([
      'not known: its role cannot be read',
    ]);
    expect(words({ level: 'none', may: [] })).toEqual([
      'nothing: its role is not there',
    ]);
  });
});
