import { workload } from '../testing/fixLive';
import {
  fixesOf,
  type FixWorld,
  mended,
  previewOf,
  worldOf,
} from '../testing/fixWorld';

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
      message: `${path} is not what its request renders to: somebody edited it.`,
      environments: ['dev'],
      options: [{ title: 'Render again, as the request says', changes: [] }],
    });
  });

  it('is about what the edit changed, and nothing else of the file', () => {
    const world: FixWorld = { requests: [workload({ environments: ['dev'] })] };
    const path = 'tenants/payments/dev/workload-web.yaml';
    const text = worldOf(world).tree.get(path) ?? '';
    expect(text).toMatch(/kind: Service\n/);
    const [{ subjects }] = fixesOf({
      ...world,
      files: { [path]: text.replace('replicas: 2', 'replicas: 7') },
    });
    expect(
      subjects.map(({ cluster, kind, name }) => [cluster, kind, name]),
    ).toEqual([
      ['git', expect.any(String), expect.any(String)],
      [expect.stringContaining('dev'), 'Deployment', 'web'],
    ]);
  });

  it('says that another version may have rendered what does not say this one', () => {
    const world: FixWorld = { requests: [workload({ environments: ['dev'] })] };
    const path = 'tenants/payments/dev/workload-web.yaml';
    const text = worldOf(world).tree.get(path) ?? '';
    const [{ message }] = fixesOf({
      ...world,
      files: { [path]: text.replace(/(\/renderer: ).*/g, "$1'0'") },
    });
    expect(message).toMatch(/or it was rendered by another version\.$/);
  });

  it('renders again what an older version wrote, which restarts nothing', () => {
    const world: FixWorld = { requests: [workload({ environments: ['dev'] })] };
    const path = 'tenants/payments/dev/workload-web.yaml';
    const text = worldOf(world).tree.get(path) ?? '';
    const older = {
      ...world,
      files: {
        [path]: text.replace(
          /^# .*\n/,
          '# Rendered from tenants/payments/requests/workload-web.yaml: change that file and render again, what is changed here is lost.\n',
        ),
      },
    };
    const [fix, ...others] = fixesOf(older);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({
      code: 'RenderedByOlderVersion',
      options: [
        {
          title: 'Render again with this version',
          changes: [],
          risk: 'none',
          remaining: [],
        },
      ],
    });
    expect(previewOf(older, fix.options[0])).toEqual([]);
    expect(fixesOf({ ...mended(older, fix.options[0]), files: {} })).toEqual(
      [],
    );
  });
});
