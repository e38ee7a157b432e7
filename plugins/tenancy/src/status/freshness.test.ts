import { englishTexts } from '../__testUtils__/englishTexts';
import { formatClock } from '../time';
import { freshness } from './freshness';

const now = new Date(2026, 5, 1, 14, 4).getTime();

describe('freshness', () => {
  it('is live while every source answers', () => {
    expect(
      freshness(
        { sources: [{ source: 'cluster dev', kind: 'cluster' }] },
        now,
        englishTexts,
      ),
    ).toEqual({ live: true, lines: ['live'] });
  });

  it('names the source that does not answer and since when', () => {
    const since = now - 120_000;
    const { live, lines, details } = freshness(
      {
        sources: [
          {
            source: 'cluster staging',
            kind: 'cluster',
            asOf: since,
            problem: { unknown: 'timeout', message: 'no answer', since },
          },
          {
            source: 'cluster edge',
            kind: 'cluster',
            problem: {
              unknown: 'unreachable',
              message: 'connection refused',
              since,
            },
          },
        ],
      },
      now,
      englishTexts,
    );

    expect(live).toBe(false);
    expect(details).toBe(
      'cluster staging: no answer\ncluster edge: connection refused',
    );
    expect(lines).toEqual([
      `2 min old: cluster staging has not answered since ${formatClock(
        since,
        now,
        englishTexts,
      )}`,
      'cluster edge has never answered',
    ]);
  });

  it.each([undefined, now - 60_000])(
    'takes a cluster that is being read for none that is silent or hides a part',
    asOf => {
      const problem = { unknown: 'notWatched' as const, message: 'x' };
      const { lines } = freshness(
        {
          sources: [
            {
              source: 'cluster dev',
              kind: 'cluster',
              problem: { ...problem, since: now },
              ...(asOf === undefined ? {} : { asOf }),
            },
          ],
        },
        now,
        englishTexts,
      );
      expect(lines).toEqual([
        'cluster dev is being read, and shown as last seen until then',
      ]);
    },
  );

  it('tells a source that hides a part from one that is silent', () => {
    const { lines } = freshness(
      {
        sources: [
          {
            source: 'cluster hub',
            kind: 'cluster',
            asOf: now,
            problem: {
              unknown: 'forbidden',
              message: 'Gateway may not be listed',
              since: now - 60_000,
            },
          },
        ],
      },
      now,
      englishTexts,
    );

    expect(lines).toEqual(['Only a part of cluster hub can be read']);
  });

  it('says first that the portal itself does not answer', () => {
    const { live, lines } = freshness(
      { sources: [], error: new Error('down'), answeredAt: now - 60_000 },
      now,
      englishTexts,
    );

    expect(live).toBe(false);
    expect(lines[0]).toMatch(/^1 min old: the portal has not answered since/);
  });
});
