import {
  defaultLayout,
  type Platform,
  resolveAsk,
  parseRequest,
} from '@groundwork/engine';
import { memoryGitRepositories } from '../testUtils/memoryGitRepositories';
import { withLastEditor } from './withLastEditor';

const repository = { url: 'https://git.example/estate.git', branch: 'main' };
const platform = {
  repository: { platform: repository, tenants: repository },
  layout: defaultLayout,
} as Platform;

const edit = {
  kind: 'Workload',
  tenant: 'pay',
  name: 'api',
  base: { image: 'api:1' },
  to: { image: 'api:2' },
};

const { findings } = resolveAsk({ edit }, () =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Workload',
    metadata: { name: 'api', tenant: 'pay' },
    spec: { image: 'api:9' },
  }),
);

function gitOf(path: string, author = 'Ada') {
  const git = memoryGitRepositories({ [path]: 'any' });
  return {
    ...git,
    readHistory: async (...asked: Parameters<typeof git.readHistory>) => {
      const history = await git.readHistory(...asked);
      return {
        ...history,
        commits: history.commits.map(commit => ({ ...commit, author })),
      };
    },
    setAway: git.setAway,
  };
}

const path = 'tenants/pay/requests/workload-api.yaml';

describe('withLastEditor', () => {
  it.each([path, path.replace('.yaml', '.yml')])(
    'names who changed %s last',
    async file => {
      expect(
        await withLastEditor(findings, { git: gitOf(file), platform, edit }),
      ).toMatchObject([
        {
          code: 'EditConflict',
          message: expect.stringMatching(
            /api:9 now, .* The file was last changed by Ada\.$/,
          ),
        },
      ]);
    },
  );

  it('shows nothing of a name that nobody sees', async () => {
    const git = gitOf(path, 'Eve\u202e\nof search');

    const [{ message }] = await withLastEditor(findings, {
      git,
      platform,
      edit,
    });

    expect(message).toMatch(/last changed by Eveof search\.$/);
  });

  it('says the conflict alone where nobody knows, and where Git is away', async () => {
    const away = gitOf(path);
    away.setAway(true);
    for (const git of [gitOf('other.yaml'), gitOf(path, '\u200b'), away]) {
      expect(await withLastEditor(findings, { git, platform, edit })).toEqual(
        findings,
      );
    }
  });

  it('leaves other findings alone, and asks nobody', async () => {
    const git = gitOf(path);
    git.setAway(true);
    const other = [{ ...findings[0], code: 'InvalidField' }];

    expect(await withLastEditor(other, { git, platform, edit })).toBe(other);
  });
});
