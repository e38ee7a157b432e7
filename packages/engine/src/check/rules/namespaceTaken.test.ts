import { namespace, findingsOf, codesOf } from '../../testing/checkWorld';

describe('check of namespaces', () => {
  it('refuses a name that something else has', () => {
    const [finding] = findingsOf(
      [namespace('legacy')],
      [namespace('legacy', 'new')],
      { scope: { tenants: ['new'] } },
    );
    expect(finding).toMatchObject({
      code: 'NamespaceTaken',
      evidence: [{ tenant: '' }],
    });
  });

  it('takes the one that the tenant has already', () => {
    expect(codesOf([], [namespace('pay', 'pay')])).toEqual([]);
  });
});
