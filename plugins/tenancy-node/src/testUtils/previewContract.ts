import type {
  PreviewInput,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { GitRepositories } from '../git';
import { memoryGitRepositories } from './memoryGitRepositories';
import { repositoriesByUrl } from './repositoriesByUrl';

const urls = {
  platform: 'https://git.example.com/acme/platform.git',
  tenants: 'https://git.example.com/acme/tenants.git',
};

const amounts = (cpu: string, memory: string) => ({
  cpu,
  memory,
  ephemeralStorage: memory,
});

/** What whoever runs the contract puts into `tenancy`: two repositories, each with owners of its own. */
const configuration = {
  repository: {
    platform: { url: urls.platform, branch: 'main' },
    tenants: { url: urls.tenants, branch: 'main' },
  },
  tiers: {
    small: {
      quota: {
        requests: amounts('4', '8Gi'),
        limits: amounts('8', '16Gi'),
        storage: '50Gi',
        pods: 30,
      },
      container: {
        defaultRequest: amounts('50m', '64Mi'),
        default: amounts('500m', '256Mi'),
        max: amounts('2', '4Gi'),
      },
    },
  },
  codeowners: { platform: '@acme/platform', tenant: '@acme/${{ group }}' },
};

const envelope = <S>(kind: string, metadata: object, spec: S) => ({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind,
  metadata,
  spec,
});

const tenant = (name: string, owner = 'payments') =>
  envelope(
    'Tenant',
    { name },
    { owner: `group:default/${owner}`, environments: ['dev'], tier: 'small' },
  );

const workload = envelope(
  'Workload',
  { name: 'api', tenant: 'pay' },
  { image: 'registry.example.com/api:1' },
);

const estate = {
  platform: {
    CODEOWNERS: '* @acme/platform\n/docs/ @acme/writers\n',
    'platform/tenants/pay.yaml': JSON.stringify(tenant('pay')),
    'platform/tenants/broken.yml': 'kind: [',
  },
  tenants: {
    CODEOWNERS: '* @acme/everybody\n/tenants/pay/ @acme/payments\n',
    'tenants/pay/requests/workload-api.yaml': JSON.stringify(workload),
  },
};

/** One question, who asks it, and what is answered. */
interface Case {
  title: string;
  /** Whether a platform admin asks; else somebody of the group `payments`. */
  isAdmin?: boolean;
  asked: PreviewInput | 'platform';
  files?: Partial<typeof estate>;
  expected: {
    errors: string[];
    /** Files that are written, as `<tree> <path>`; some of them. */
    files: string[];
    /** The owners that are written, by tree; of others nothing is. */
    owners?: Partial<Record<'platform' | 'tenants', string>>;
  };
}

const cases: Case[] = [
  {
    title:
      'a new tenant, whose line goes into the owners of its own repository',
    isAdmin: true,
    asked: { request: tenant('new'), expect: 'create' },
    expected: {
      errors: [],
      files: ['platform platform/tenants/new.yaml', 'tenants CODEOWNERS'],
      owners: {
        tenants:
          '* @acme/everybody\n/tenants/pay/ @acme/payments\n/tenants/new/ @acme/payments\n',
      },
    },
  },
  {
    title: 'a new tenant where only the other repository has owners',
    isAdmin: true,
    asked: { request: tenant('new'), expect: 'create' },
    files: { tenants: {} as typeof estate.tenants },
    expected: {
      errors: [],
      files: ['tenants CODEOWNERS'],
      owners: { tenants: '/tenants/new/ @acme/payments\n' },
    },
  },
  {
    title: 'the guard rails, each with the owners of its repository',
    isAdmin: true,
    asked: 'platform',
    expected: {
      errors: [],
      files: ['tenants CODEOWNERS'],
      owners: {
        tenants:
          '* @acme/everybody\n* @acme/platform\n/tenants/pay/ @acme/payments\n',
      },
    },
  },
  {
    title: 'a change of a workload',
    asked: {
      edit: {
        kind: 'Workload',
        tenant: 'pay',
        name: 'api',
        base: workload.spec,
        to: { image: 'registry.example.com/api:2' },
      },
    },
    expected: {
      errors: [],
      files: [
        'tenants tenants/pay/requests/workload-api.yaml',
        'tenants tenants/pay/dev/workload-api.yaml',
      ],
    },
  },
  {
    title: 'an edit that lost to another',
    asked: {
      edit: {
        kind: 'Workload',
        tenant: 'pay',
        name: 'api',
        base: { image: 'registry.example.com/api:0' },
        to: { image: 'registry.example.com/api:2' },
      },
    },
    expected: { errors: ['EditConflict'], files: [] },
  },
  {
    title: 'a name that is taken',
    asked: { request: workload, expect: 'create' },
    expected: { errors: ['NameTaken'], files: [] },
  },
  {
    title: 'a name that a file with the other ending keeps',
    isAdmin: true,
    asked: { request: tenant('broken'), expect: 'create' },
    expected: { errors: ['NameTaken'], files: [] },
  },
  {
    title: 'a name that is not the team’s, of which no more is said',
    asked: { request: tenant('broken'), expect: 'create' },
    expected: { errors: ['NameTaken'], files: [] },
  },
  {
    title: 'a change of what is not there',
    asked: {
      request: { ...workload, metadata: { name: 'no', tenant: 'pay' } },
      expect: 'change',
    },
    expected: { errors: ['NothingToChange'], files: [] },
  },
  {
    title: 'an owner that one is not, with what else there is to say',
    asked: { request: tenant('pay', 'shop'), expect: 'change' },
    expected: {
      errors: ['NotYourGroup'],
      files: ['platform platform/tenants/pay.yaml'],
      owners: {
        tenants: '* @acme/everybody\n/tenants/pay/ @acme/shop\n',
      },
    },
  },
  {
    title: 'the removal of a request',
    asked: { remove: { kind: 'Workload', tenant: 'pay', name: 'api' } },
    expected: {
      errors: [],
      files: ['tenants tenants/pay/requests/workload-api.yaml'],
    },
  },
  {
    title: 'the removal of nothing',
    asked: { remove: { kind: 'Route', tenant: 'pay', name: 'no' } },
    expected: { errors: ['NothingToRemove'], files: [] },
  },
  {
    title: 'all requests once more',
    isAdmin: true,
    asked: { all: true },
    expected: {
      errors: [],
      files: [
        'platform platform/dev/pay/cluster/namespace.yaml',
        'tenants tenants/pay/dev/workload-api.yaml',
      ],
    },
  },
];

/** What of an answer both ways of previewing agree on, whether clusters are read or not. */
function comparable({ files, findings }: PreviewView, expected: Case) {
  const written = files
    .filter(({ change }) => change !== 'same')
    .map(({ tree, path, content }) => ({ name: `${tree} ${path}`, content }));
  return {
    errors: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code),
    files: expected.expected.files.filter(name =>
      written.some(file => file.name === name),
    ),
    owners: Object.fromEntries(
      written
        .filter(({ name }) => name.endsWith(' CODEOWNERS'))
        .map(({ name, content }) => [name.split(' ')[0], content]),
    ),
  };
}

/**
 * The cases that every way to preview answers alike, with and without clusters. For tests: for each, whoever previews is given
 * `configuration` for its section `tenancy`, and `git`.
 *
 * @public
 */
export const previewContract = {
  configuration,
  cases: cases.map(each => {
    const files = { ...estate, ...each.files };
    return {
      title: each.title,
      isAdmin: each.isAdmin ?? false,
      asked: each.asked,
      git: (): GitRepositories =>
        repositoriesByUrl({
          [urls.platform]: memoryGitRepositories(files.platform),
          [urls.tenants]: memoryGitRepositories(files.tenants),
        }),
      /** What of the answer must be as `expected`. */
      told: (view: PreviewView) => comparable(view, each),
      expected: { owners: {}, ...each.expected },
    };
  }),
};
