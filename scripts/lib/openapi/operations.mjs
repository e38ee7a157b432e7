const text = { type: 'string' };
const whole = (minimum, maximum, usual) => ({
  type: 'integer',
  minimum,
  maximum,
  ...(usual === undefined ? {} : { default: usual }),
});

const environment = ['environment', text, 'One environment; all without it.'];
const page = most => [
  ['offset', whole(0, 1_000_000, 0), 'How many to pass over.'],
  ['limit', whole(1, most), 'How many at most.'],
];
const commit = ['commit', text, 'A commit in full.', true];
const selfHealQuery = [
  ['environment', text, 'Where self-heal is paused.', true],
  [
    'until',
    { type: 'string', format: 'date-time' },
    'Pauses it until then; resumes it without.',
  ],
];

const tenant = '/tenants/{tenant}';
const entity = '/entities/{kind}/{namespace}/{name}';
const request = `${tenant}/requests/{kind}/{name}`;
const workload = `${tenant}/workloads/{workload}`;
const actions = `${tenant}/environments/{environment}/actions`;
const deploymentQuery = [
  ['image', text, 'The image that was asked for.', true],
  [
    'environment',
    { type: 'array', items: text, maxItems: 20 },
    'Where; everywhere it is for without it.',
  ],
];

const get = (path, summary, answer, query = []) => ({
  method: 'get',
  path,
  summary,
  answers: { 200: answer },
  query,
});
const post = (path, summary, body, answers) => ({
  method: 'post',
  path,
  summary,
  body,
  answers,
});
const card = (name, summary, answer) =>
  [tenant, entity].map(of =>
    get(`${of}/${name}`, summary, answer, [environment]),
  );
const action = (name, summary) =>
  post(`${actions}/${name}`, summary, ['ActionInputs', name], {
    202: 'ActionAccepted',
  });

/** All that the plugin answers over HTTP: bodies and answers are types of `tenancy-common`. */
export const operations = [
  get('/platform', 'What forms need to know of the platform', 'PlatformView'),
  get(
    '/platform/reader.yaml',
    'The roles that let the portal read a cluster, for platform admins',
    { 'application/yaml': { type: 'string' } },
  ),
  get(
    '/tenants',
    'The tenants that the caller may see',
    {
      'application/json': {
        anyOf: ['TenantListView', 'TenantPlacesView'].map(type => ({
          $ref: `#/components/schemas/${type}`,
        })),
      },
    },
    [
      [
        'view',
        { type: 'string', enum: ['places'] },
        'Their places alone, for the catalog: a `TenantPlacesView`.',
      ],
    ],
  ),
  get(tenant, 'One tenant in short', 'TenantSummary'),
  ...[
    [tenant, [environment]],
    [
      entity,
      [
        [
          'environment',
          text,
          'One environment, or one place of what is no tenant; all without it.',
        ],
      ],
    ],
  ].map(([of, query]) =>
    get(
      `${of}/status`,
      'Status of sync and network, with causes',
      'TenantStatusView',
      query,
    ),
  ),
  ...card('secrets', 'ExternalSecrets and certificates', 'TenantSecretsView'),
  ...card('workloads', 'What runs', 'TenantWorkloadsView'),
  ...card('quota', 'Used of what is allowed', 'TenantQuotaView'),
  ...card('events', 'Events of the last hour by object', 'TenantEventsView'),
  get(
    `${tenant}/access`,
    'Who may do what, by the RBAC that is there',
    'TenantAccessView',
  ),
  get(
    `${tenant}/enforcement`,
    'What would become of a tenant that is reported only',
    'EnforcementView',
  ),
  get(`${tenant}/files`, 'What Git holds for a tenant', 'TenantFilesView'),
  get(`${tenant}/files/content`, 'One file of it', 'TenantFileView', [
    ['path', text, 'Its path in the repository.', true],
  ]),
  get(
    `${tenant}/environments/{environment}/drift`,
    'What differs between Git and the cluster, field by field',
    'DriftView',
    page(200),
  ),
  get(
    `${tenant}/differences`,
    'What differs between environments, by content',
    'TenantDifferencesView',
  ),
  get(`${tenant}/changes`, 'What happened, newest first', 'ChangeListView', [
    environment,
    [
      'kind',
      { type: 'array', items: { $ref: '#/components/schemas/ChangeKind' } },
      'Changes of these kinds.',
    ],
    ['before', text, '`next` of an answer, or milliseconds since the epoch.'],
    ['limit', whole(1, 200, 50), 'How many at most.'],
  ]),
  get(
    `${tenant}/requests`,
    'The requests of a tenant and how far they are',
    'RequestListView',
  ),
  get(request, 'A request file as Git holds it', 'RequestFileView'),
  get(`${tenant}/fixes`, 'Edits that put right what is wrong', 'FixesView'),
  get(
    `${tenant}/commits/{commit}/requests`,
    'The requests that a commit changed',
    'RevertListView',
  ),
  get(
    `${request}/revert`,
    'What taking back a change would do',
    'RequestChangeView',
    [commit],
  ),
  post(`${request}/revert`, 'Takes back a change', ['RevertInput'], {
    202: 'PublishedView',
  }),
  get(`${tenant}/self-heal`, 'Where self-heal is paused', 'SelfHealView'),
  get(
    `${request}/self-heal`,
    'What pausing or resuming self-heal would change',
    'RequestChangeView',
    selfHealQuery,
  ),
  post(
    `${request}/self-heal`,
    'Pauses or resumes self-heal by a request',
    ['SelfHealInput'],
    { 202: 'PublishedView' },
  ),
  get(
    `${tenant}/actions`,
    'What the caller may do, or why not',
    'TenantActionsView',
  ),
  get(
    `${tenant}/environments/{environment}/applications/{application}/operation`,
    'How an operation of Argo CD goes on',
    'OperationView',
  ),
  action('sync', 'Syncs an Application'),
  action('refresh', 'Has Argo CD compare an Application again'),
  action('terminate', 'Ends the running operation of an Application'),
  action('restart', 'Restarts a workload'),
  action('refresh-secret', 'Has an ExternalSecret read again'),
  get(
    `${workload}/versions`,
    'Images that were deployed, newest first',
    'WorkloadVersionsView',
  ),
  ...['', '/ci'].flatMap(prefix => [
    post(
      `${prefix}${workload}/deployments`,
      prefix === ''
        ? 'Deploys a version'
        : 'Deploys a version, for pipelines with a credential of `tenancy.deployers`',
      ['DeploymentInput'],
      { 200: 'DeploymentView', 202: 'DeploymentView' },
    ),
    get(
      `${prefix}${workload}/deployments`,
      'How a deployment goes on',
      'DeploymentView',
      deploymentQuery,
    ),
  ]),
  get('/estate', 'All tenants that the caller may see, by cause', 'EstateView'),
  get(
    '/estate/findings',
    'What checks find across tenants',
    'EstateFindingsView',
    [
      ['code', text, 'Findings of this code.'],
      [
        'severity',
        { $ref: '#/components/schemas/Severity' },
        'Findings of this severity.',
      ],
      ['tenant', text, 'Findings of this tenant.'],
      ...page(1_000),
    ],
  ),
  post(
    '/preview',
    'What a request would write, and what is wrong with it; writes nothing',
    ['PreviewInput'],
    { 200: 'PreviewView' },
  ),
  post(
    '/platform/preview',
    'What the files of the platform would be; writes nothing',
    { type: 'object', properties: { fresh: { type: 'boolean' } } },
    { 200: 'PreviewView' },
  ),
  post(
    '/proposals',
    'Remembers the pull or merge request of a request',
    {
      type: 'object',
      properties: {
        tenant: text,
        kind: text,
        name: text,
        url: { type: 'string', format: 'uri' },
        branch: text,
      },
      required: ['tenant', 'kind', 'name', 'url'],
    },
    { 204: undefined },
  ),
  get(
    '/hostnames',
    'Whether a tenant may have a hostname',
    'HostnameView',
    ['tenant', 'environment', 'hostname'].map(name => [
      name,
      text,
      `The ${name}.`,
      true,
    ]),
  ),
  get(
    '/namespaces',
    "The live namespaces of the caller's tenants",
    'NamespaceListView',
  ),
  get(
    '/setup',
    'What is connected and which rights are missing, for platform admins',
    'SetupView',
  ),
  post(
    '/adoption/namespaces',
    'What is on the clusters, and whose it would be by rules, for platform admins; writes nothing',
    ['AdoptionQuery'],
    { 200: 'AdoptionNamespaceList' },
  ),
  post(
    '/adoption/preview',
    'Tenants as they would be adopted, for platform admins; writes nothing',
    ['AdoptionPreviewInput'],
    { 200: 'AdoptionPreview' },
  ),
  post(
    '/adoption/propose',
    'Brings tenants that are adopted to Git in one change, for platform admins',
    ['AdoptionInput'],
    { 202: 'PublishedView' },
  ),
];
