import { Unreadable } from './Unreadable';

const id = { group: 'networking.k8s.io', kind: 'NetworkPolicy' };
const query = { cluster: 'one', ...id };
const item = (name: unknown, namespace?: string, more = {}) => ({
  metadata: { name, namespace, ...more },
});

describe('objects that cannot be read', () => {
  let unreadable: Unreadable;

  beforeEach(() => {
    unreadable = new Unreadable();
  });

  const count = () => unreadable.findings()[0]?.message.split(' ')[0];

  it('are counted each, also those without a name', () => {
    [null, {}, item(3), item('a', 'n'), item('a', 'n')].forEach(each =>
      unreadable.add('one', id, each),
    );
    expect(count()).toBe('4');
    unreadable.add('one', id, item(undefined, undefined, { uid: 'u' }));
    unreadable.add('one', id, item(undefined, undefined, { uid: 'u' }));
    expect(count()).toBe('5');
  });

  it('are known as long as a list did not say otherwise', () => {
    unreadable.add('one', id, item('a', 'n'));
    unreadable.add('one', id, item('b', 'n'));
    unreadable.begin('one', id);
    unreadable.add('one', id, item('b', 'n'));
    expect(unreadable.names('one', id)).toEqual(['n/a', 'n/b']);
    expect(unreadable.done('one', id)).toBe(true);
    expect(unreadable.names('one', id)).toEqual(['n/b']);
  });

  it('are gone once they are recovered', () => {
    unreadable.add('one', id, item('a', 'n'));
    unreadable.add('one', id, item(undefined, 'n', { uid: 'u' }));
    expect(unreadable.recovered('one', id, item('b', 'n'))).toBe(false);
    expect(unreadable.recovered('one', id, item('a', 'n'))).toBe(true);
    expect(unreadable.recovered('one', id, item('c', 'n', { uid: 'u' }))).toBe(
      true,
    );
    expect(unreadable.findings()).toEqual([]);
    expect(unreadable.problem(query)).toBeUndefined();
  });

  it.each([
    ['its namespace', { namespace: 'n' }, true],
    ['its name', { namespace: 'n', name: 'a' }, true],
    ['its labels', { labels: { matchLabels: { team: 'x' } } }, true],
    ['everything', {}, true],
    ['another namespace', { namespace: 'm' }, false],
    ['another name', { namespace: 'n', name: 'b' }, false],
    ['other labels', { labels: { matchLabels: { team: 'y' } } }, false],
    ['another cluster', { cluster: 'two' }, false],
    ['another kind', { kind: 'Other' }, false],
  ])('are missing in an answer about %s: %s', (_what, asked, isMissing) => {
    unreadable.add('one', id, item('a', 'n', { labels: { team: 'x' } }));
    expect(unreadable.problem({ ...query, ...asked }) !== undefined).toBe(
      isMissing,
    );
  });

  it('may be anything where nothing of them can be read', () => {
    unreadable.add('one', id, null);
    expect(
      unreadable.problem({
        ...query,
        namespace: 'n',
        name: 'a',
        labels: { matchLabels: { team: 'x' } },
      }),
    ).toBeDefined();
  });

  it('do not hide all namespaces from everybody', () => {
    const namespaces = { group: '', kind: 'Namespace' };
    unreadable.add('one', namespaces, item('pay'));
    const ask = { cluster: 'one', ...namespaces };
    expect(unreadable.problem(ask)).toBeUndefined();
    expect(unreadable.problem({ ...ask, name: 'pay' })).toBeDefined();
  });

  it('are nobody to be sure of when there are too many to tell apart', () => {
    for (let i = 0; i < 10_100; i++) {
      unreadable.add('one', id, item(`p-${i}`, 'n'));
    }
    expect(unreadable.problem({ ...query, namespace: 'm' })).toBeDefined();
    expect(unreadable.findings()[0].message).toMatch(/^More than 10000/);
  });
});
