import { workload } from '../testing/fixLive';
import { fixesOf, type FixWorld, worldOf } from '../testing/fixWorld';

describe('fixes of files that were edited by hand', () => {
  it('mends a hand edit by rendering its request again', () => {
    const world: FixWorld = { requests: [workload({ environments: ['dev'] })] };
    const path = 'tenants/payments/dev/workload-web.yaml';
    const text = worldOf(world).tree.get(path) ?? '';
    const edited = {
      ...world,
      files: { [path]: text.replace('replicas: 2', 'replicas: 7') },
    };
    const [fix, ...others] = fixesOf(edited);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({
      code: 'HandEdited',
      options: [{ title: 'Render again, as the request says', changes: [] }],
    });
  });
});
