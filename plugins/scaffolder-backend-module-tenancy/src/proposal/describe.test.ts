import { previewOf } from '../__testUtils__/fakeRenderer';
import { bodyOf, titleOf } from './describe';

describe('the title of a change', () => {
  const added = {
    path: 'platform/dev/_shared/a.yaml',
    tree: 'platform' as const,
    change: 'added' as const,
    content: '',
  };

  it('calls the guard rails what they are', () => {
    const platform = { kind: 'Platform', name: 'platform', tenant: 'platform' };
    const title = (...files: Parameters<typeof previewOf>[0]) =>
      titleOf(platform, undefined, previewOf(files));
    expect(title(added)).toBe('Add the guard rails');
    expect(title({ ...added, change: 'changed' })).toBe(
      'Change the guard rails',
    );
  });

  it('names a request and its tenant', () => {
    expect(
      titleOf(
        { kind: 'Route', name: 'web', tenant: 'pay' },
        { request: {}, expect: 'create' },
        previewOf([added]),
      ),
    ).toBe('Add route web of pay');
  });
});

describe('the body of a change that no live cluster had a say in', () => {
  const unseen = { ...previewOf([]), checkedLive: false };

  it('says that none answered', () => {
    const source = { source: 'cluster dev', kind: 'cluster' as const };
    expect(bodyOf({ ...unseen, sources: [source] }, [])).toContain(
      'Checked without the live clusters: none could be reached.',
    );
  });

  it('sends nobody to look for clusters where nobody asks them', () => {
    const body = bodyOf(unseen, []);
    expect(body).toContain('only the tenancy backend plugin asks them');
    expect(body).not.toContain('reached');
  });
});
