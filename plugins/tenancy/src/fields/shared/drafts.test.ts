import { drafts } from './drafts';

const address = '/create/templates/default/kubernetes-workload';

describe('drafts', () => {
  beforeEach(() => sessionStorage.clear());

  it('keep a form by its address', () => {
    drafts.set(address, { image: 'a:1' });
    expect(drafts.get(address)).toEqual({ image: 'a:1' });
    expect(drafts.get(`${address}-2`)).toBeUndefined();
    drafts.remove(address);
    expect(drafts.get(address)).toBeUndefined();
  });

  it.each(['', 'no JSON', 'null', '7'])(
    'are none where %j is kept',
    async text => {
      sessionStorage.setItem(`tenancy.draft:${address}`, text);
      expect(drafts.get(address)).toBeUndefined();
    },
  );

  it('do without where there is no room', () => {
    const full = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
    expect(() => drafts.set(address, { image: 'a:1' })).not.toThrow();
    full.mockRestore();
  });
});
